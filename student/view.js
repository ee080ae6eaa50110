/** @file What the student sees: writes facts into the page's elements, and knows nothing of where they come from. */

import { byRole, setText } from "../look/dom.js";
import { listText } from "../look/locale.js";
import { shapeOf } from "../look/shapes.js";
import { alertWords, cueWords, stateWords } from "../look/words.js";
import { isLabel, NOTHING_ASIDE, reasonWords } from "./panels/reason_words.js";
import { text } from "./panels/text.js";
import { WAYS_ON } from "./panels/troubles.js";

/** @typedef {import("./session/journal.js").Label} Label */
/** @typedef {import("./panels/troubles.js").Trouble} Trouble */
/** @typedef {import("./panels/troubles.js").WayOn} WayOn */
/** @typedef {"join" | "waiting" | "consent" | "lesson" | "end"} Screen */
/** @typedef {"left" | "closed" | "removed" | "not_in"} Ending how the lesson ended for this page; `not_in`: it never began */

/** @type {Screen[]} */
const SCREENS = ["join", "waiting", "consent", "lesson", "end"];
/** Another language loads the page anew: the place at the door would go, the camera start again, or the summary be gone. */
const ONE_LANGUAGE = ["waiting", "lesson", "end"];
const WITH_TITLE = ["waiting", "consent", "end"];

/** @param {string} role */
export const element = (role) => byRole(document, role);

/**
 * @param {string} role
 * @returns {HTMLInputElement}
 */
export const field = (role) => /** @type {HTMLInputElement} */ (element(role));

/** @param {Screen} screen */
export function showScreen(screen) {
  for (const each of SCREENS) element(`${each}-screen`).hidden = each !== screen;
  element("languages").hidden = ONE_LANGUAGE.includes(screen);
  if (WITH_TITLE.includes(screen)) element(`${screen}-title`).focus();
}

/** @param {Ending} how */
export function showEnd(how) {
  const mayTry = how === "removed" || how === "not_in";
  element("end-title").textContent = text(`end.${how}`);
  element("end-about").textContent = text(`end.${how}_about`);
  element("join-again").textContent = text(mayTry ? "end.try_again" : "end.again");
  showScreen("end");
}

/** @param {boolean} busy whether a join is under way, which a second press does not make two of */
export function showJoining(busy) {
  element("join").setAttribute("aria-busy", String(busy));
  element("join").textContent = text(busy ? "join.going" : "join.go");
}

/** @param {import("../protocol/room_code.js").Room | null} room */
export function showRoom(room) {
  element("room").hidden = room === null;
  element("room").textContent = room?.code ?? "";
  element("name-field").hidden = room?.anonymous === true;
  element("anonymous-note").hidden = room?.anonymous !== true;
}

/** @param {number | null} teachers null while nobody can know */
export function showWatching(teachers) {
  const box = element("watching");
  box.hidden = teachers === null;
  box.dataset.teachers = String(teachers ?? 0);
  box.textContent =
    box.dataset.teachers === "0" ? text("watching.nobody") : text("watching", { count: teachers ?? 0 });
}

/**
 * @param {Label} own as derived on this device
 * @param {Label} seen as the policy lets the teacher see it
 * @param {import("./panels/reason_words.js").Aside} [aside]
 */
export function showLabel(own, seen, { progress, reason } = NOTHING_ASIDE) {
  const box = element("my-state");
  box.dataset.state = own.state;
  box.dataset.cues = own.cues.join(" ");
  box.dataset.alerts = own.alerts.join(" ");
  element("state-shape").replaceChildren(shapeOf(own.state));
  element("state-word").textContent = stateWords(own.state);
  // What cannot be measured has its reason below, which says more than its group.
  const cues = own.state === "unknown" ? [] : own.cues;
  element("cue-words").textContent = listText(cues.map(cueWords));
  box.dataset.reason = reason ?? "";
  setText(element("reason"), reason === null ? "" : reasonWords(reason, own.state));
  element("calibration-box").hidden = own.state !== "calibrating";
  element("calibration-words").textContent = reason === null ? calibrationWords(progress) : "";
  /** @type {HTMLProgressElement} */ (element("calibration")).value = progress ?? 0;
  element("teacher-sees").textContent = sentence(seen, reason !== null && !isLabel(own.state));
}

/** @param {number | null} progress */
function calibrationWords(progress) {
  return text(progress === null ? "calibration.starting" : "calibration.look");
}

/**
 * @param {Label} seen
 * @param {boolean} hasReason whether this page says why there is no label
 */
function sentence({ state, cues, alerts }, hasReason) {
  const groups = state === "unknown" ? cues.map(cueWords) : [];
  const words = [stateWords(state), ...groups, ...alerts.map(alertWords)].join(" · ");
  const stays = hasReason && groups.length === 0;
  return text(stays ? "lesson.teacher_sees_no_reason" : "lesson.teacher_sees", { words });
}

/**
 * @param {object} facts
 * @param {boolean} facts.camera the room's policy has one
 * @param {boolean} facts.open it is in use
 * @param {boolean} facts.paused
 */
export function showCamera({ camera, open, paused }) {
  element("self-view").hidden = !open;
  element("expressions").hidden = !open;
  element("recalibrate").hidden = !open;
  if (!open) element("camera-panels").hidden = true; // shown by what listens to them
  element("pause").hidden = !open && !paused;
  element("pause").textContent = text(paused ? "lesson.resume" : "lesson.pause");
  press("pause", paused);
  element("start-camera").hidden = !camera || open || paused;
}

/**
 * @param {"lost" | "hand" | "pause"} role
 * @param {boolean} pressed
 */
export function press(role, pressed) {
  element(role).setAttribute("aria-pressed", String(pressed));
}

/** @returns {HTMLCanvasElement} a new one over the self-view, for a worker that takes it for good */
export function freshCanvas() {
  const canvas = document.createElement("canvas");
  element("mirror").querySelector("canvas")?.remove();
  element("mirror").append(canvas);
  return canvas;
}

/**
 * @param {Map<Trouble, string>} troubles each with the words to show
 * @param {(way: WayOn) => void} onWay
 */
export function showTroubles(troubles, onWay) {
  const box = element("message");
  box.dataset.kinds = [...troubles.keys()].join(" ");
  box.replaceChildren(...[...troubles].map(([trouble, words]) => troubleBox(trouble, words, onWay)));
}

/**
 * @param {Trouble} trouble
 * @param {string} words
 * @param {(way: WayOn) => void} onWay
 */
function troubleBox(trouble, words, onWay) {
  const box = document.createElement("div");
  const line = document.createElement("p");
  const ways = document.createElement("div");
  box.className = "message";
  box.dataset.kind = trouble;
  line.textContent = words;
  ways.className = "ways";
  ways.append(...WAYS_ON[trouble].map((way) => wayButton(way, onWay)));
  box.append(line, ...(ways.childElementCount === 0 ? [] : [ways]));
  return box;
}

/**
 * @param {WayOn} way
 * @param {(way: WayOn) => void} onWay
 */
function wayButton(way, onWay) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.way = way;
  button.textContent = text(`way.${way}`);
  button.addEventListener("click", () => onWay(way));
  return button;
}
