/** @file Room camera page: counts the heads before a camera and tells the board how many; it hears nothing of the lesson. */

import { element, setText } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { Connection } from "../../protocol/connection.js";
import { roomCameraOf } from "../../protocol/room_code.js";
import { directionItems, headWords } from "../heads/head_words.js";
import { printSign } from "../heads/sign.js";
import { takeLinkKey } from "../link_key.js";
import { text } from "../text.js";
import { AreaEditor } from "./areas.js";
import { offerCameras } from "./cameras.js";
import { AudienceTracker } from "./tracker.js";

/** @typedef {import("../../capture/audience/messages.js").CountedMessage} CountedMessage */
/** @typedef {import("../../protocol/room_code.js").RoomCamera} RoomCamera */
/** @typedef {import("./tracker.js").AudienceTrouble} AudienceTrouble */

const REOPEN_AFTER_MS = 2000;
/** What another try will not change. */
const LINK_FAULTS = ["bad_token", "room_expired", "policy_off", "bad_message"];

/**
 * @param {string} title
 * @param {string} about
 */
function showNotice(title, about) {
  element("counting").hidden = true;
  element("audience-notice").hidden = false;
  setText(element("audience-notice-title"), title);
  setText(element("audience-notice-text"), about);
}

const showNoLink = () => showNotice(text("audience.no_link"), text("audience.no_link_about"));

/** @param {boolean} on */
function showLamp(on) {
  const lamp = element("lamp");
  lamp.hidden = false;
  lamp.dataset.on = String(on);
  setText(lamp, text(on ? "audience.lamp_on" : "audience.lamp_off"));
  element("audience-start").hidden = on;
  element("audience-stop").hidden = !on;
  element("audience-picture").hidden = !on;
  const wait = element("audience-wait");
  wait.hidden = !on;
  setText(wait, text("audience.preparing"));
  if (!on) element("audience-numbers").hidden = true;
}

/** @param {AudienceTrouble | null} trouble */
function showTrouble(trouble) {
  const message = element("audience-trouble");
  message.hidden = trouble === null;
  setText(message, trouble === null ? "" : text(`audience.trouble.${trouble}`));
}

/** @param {CountedMessage} counted */
function showCounts({ counts, took_ms }) {
  element("audience-wait").hidden = true;
  element("audience-numbers").hidden = false;
  setText(element("audience-seen"), headWords(counts.seen));
  const list = element("audience-directions");
  list.hidden = counts.towards === null;
  list.replaceChildren(
    ...directionItems(/** @type {import("../../protocol/messages.js").RoomReportMessage} */ (counts)),
  );
  setText(element("audience-took"), text("audience.took", { seconds: Math.round(took_ms / 100) / 10 }));
}

/** A canvas for the next worker, over the picture and below the areas. */
function freshCanvas() {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const stage = element("stage");
  stage.querySelector("canvas")?.remove();
  stage.insertBefore(canvas, element("areas"));
  return canvas;
}

/**
 * @param {import("../link_key.js").LinkKey} key
 * @param {RoomCamera} told
 */
function openAudience({ token, code }, told) {
  let seq = 0;
  const connection = new Connection({
    code,
    auth: () => ({ role: "audience", token }),
    on: {
      joined: () => {
        seq = 0;
        element("audience-notice").hidden = true;
        element("counting").hidden = false;
      },
      replaced: () => end(text("audience.replaced"), text("audience.replaced_about")),
      close: () => end(text("projector.over"), ""),
    },
    onLine: (line, refusal) => {
      const away = element("audience-line");
      away.hidden = isOver || line === "online" || line === "refused";
      setText(away, text(line === "connecting" ? "line.connecting" : "line.offline"));
      if (isOver) return;
      if (refusal !== null && LINK_FAULTS.includes(refusal.error))
        end(text("audience.no_link"), text("audience.no_link_about"));
      else if (line === "refused" || line === "ended") connection.reopenIn(REOPEN_AFTER_MS);
    },
  });
  let isOver = false;
  const tracker = new AudienceTracker({
    video: /** @type {HTMLVideoElement} */ (element("audience-video")),
    freshCanvas,
    told,
    onCounted: (counted) => {
      showCounts(counted);
      if (!connection.online) return;
      seq += 1;
      void connection.send("room_report", { seq, at: connection.now(), ...counted.counts });
    },
    onLamp: showLamp,
    onTrouble: showTrouble,
  });

  /**
   * @param {string} title
   * @param {string} about
   */
  function end(title, about) {
    isOver = true;
    tracker.close();
    connection.close();
    showNotice(title, about);
  }

  setText(element("audience-about"), text(`audience.about.${told}`));
  setText(element("audience-law"), text(`audience.law.${told}`));
  element("audience-start").addEventListener("click", async () => {
    await tracker.open();
    await offerCameras(tracker);
  });
  element("audience-stop").addEventListener("click", () => tracker.close());
  element("print-sign").addEventListener("click", () => printSign(told));
  new AreaEditor(document, (areas) => tracker.leaveOut(areas));
  void connection.open();
}

async function start() {
  // Before anything is shown: the page's address may be on a wall.
  const key = takeLinkKey("a", "readroom audience");
  await openLanguage("teacher");
  addEventListener("hashchange", () => location.reload());
  const told = key === null ? null : roomCameraOf(key.code);
  if (key === null || told === null) showNoLink();
  else openAudience(key, told);
}

void start();
