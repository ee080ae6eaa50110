/** @file Projector page: the question, its results, the way in and the pace, for the whole class to see; it is told of nobody. */

import { byRole, setText } from "../../look/dom.js";
import { openLanguage } from "../../look/language.js";
import { Connection } from "../../protocol/connection.js";
import { takeLinkKey } from "../link_key.js";
import { text } from "../text.js";
import { Screen } from "./screen.js";
import { newestWord } from "./word_of_boards.js";

/** @typedef {import("../../protocol/messages.js").ShowMessage} ShowMessage */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */

const TICK_MS = 500;
const REOPEN_AFTER_MS = 2000;
/** What another try will not change. */
const LINK_FAULTS = ["bad_token", "room_expired", "policy_off", "bad_message"];

/**
 * @param {string} title
 * @param {string} about
 */
function showNotice(title, about) {
  byRole(document, "screen").hidden = true;
  byRole(document, "projector-notice").hidden = false;
  setText(byRole(document, "projector-notice-title"), title);
  setText(byRole(document, "projector-notice-text"), about);
}

const showNoLink = () => showNotice(text("projector.no_link"), text("projector.no_link_about"));

/** @param {import("../link_key.js").LinkKey} key */
function openProjector({ token, code }) {
  /** @type {ShowMessage | null} */
  let shown = null;
  let isOver = false;
  const connection = new Connection({
    code,
    auth: () => ({ role: "projector", token }),
    on: {
      joined: (room) => {
        isOver = false;
        byRole(document, "projector-notice").hidden = true;
        screen.enterRoom(room);
      },
      show: (told) => {
        shown = newestWord(shown, told);
        screen.show(shown);
      },
      close: () => {
        isOver = true;
        shown = null;
        showNotice(text("projector.over"), "");
      },
    },
    onLine: (line, refusal) => {
      const away = byRole(document, "projector-line");
      away.hidden = line === "online" || line === "refused" || isOver;
      setText(away, text(line === "connecting" ? "line.connecting" : "line.offline"));
      if (refusal !== null && LINK_FAULTS.includes(refusal.error)) showNoLink();
      // A room that is full of such pages may have a place later; whom the relay hung up on may come back.
      else if (line === "refused" || line === "ended") connection.reopenIn(REOPEN_AFTER_MS);
    },
  });
  const screen = new Screen(document, () => connection.now());
  setInterval(() => screen.tick(shown?.question ?? null), TICK_MS);
  void connection.open();
}

async function start() {
  // Before anything is shown: the address bar is on the wall.
  const key = takeLinkKey("p", "readroom projector");
  await openLanguage("teacher");
  addEventListener("hashchange", () => location.reload());
  if (key === null) showNoLink();
  else openProjector(key);
}

void start();
