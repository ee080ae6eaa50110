/** @file Label view: the student's own label, what is missing of it and what to do, and what of it the teacher sees. */

import { element, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { shapeOf } from "../../look/shapes.js";
import { alertWords, cueWords, stateWords } from "../../look/words.js";
import { text } from "./text.js";

/** @typedef {import("../../capture/worker/messages.js").Aside & {remaining_s?: number | null}} Aside `remaining_s` of the calibration, null where it cannot be told */
/** @typedef {import("../../capture/worker/messages.js").Reason} Reason */
/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {import("../../protocol/messages.js").State} State */

/** @typedef {{words: string[], camera: boolean, watched: boolean}} Said what stands of what the student said; whether the room has cameras, and a teacher is there */

/** @type {Aside} */
const NOTHING_ASIDE = { progress: null, reason: null };
/** @type {Said} */
const NOTHING_SAID = { words: [], camera: true, watched: true };

/**
 * @param {Label} own as derived on this device
 * @param {Label} seen as the policy lets the teacher see it
 * @param {Aside} [aside]
 * @param {Said} [said]
 */
export function showLabel(own, seen, { progress, reason, remaining_s } = NOTHING_ASIDE, said = NOTHING_SAID) {
  const box = element("my-state");
  box.dataset.state = own.state;
  box.dataset.cues = own.cues.join(" ");
  box.dataset.alerts = own.alerts.join(" ");
  element("state-shape").replaceChildren(shapeOf(own.state));
  showHead(own.state, said);
  // What cannot be measured has its reason below, which says more than its group.
  const cues = own.state === "unknown" ? [] : own.cues;
  element("cue-words").textContent = listText(cues.map(cueWords));
  box.dataset.reason = reason ?? "";
  setText(element("reason"), reason === null ? "" : reasonWords(reason, own.state));
  element("calibration-box").hidden = own.state !== "calibrating";
  element("calibration-words").textContent = reason === null ? calibrationWords(progress, remaining_s) : "";
  /** @type {HTMLProgressElement} */ (element("calibration")).value = progress ?? 0;
  element("teacher-sees").textContent = sentence(seen, reason !== null && !isLabel(own.state), said);
}

/**
 * Whoever takes part without camera has no label: what they say stands in its place.
 * @param {State} state
 * @param {Said} said
 */
function showHead(state, { words }) {
  const isSelf = state === "self";
  element("state-head").textContent = text(isSelf ? "lesson.you_say" : "lesson.label");
  const own = words.length === 0 ? text("said.here") : words.join(" · ");
  element("state-word").textContent = isSelf ? own : stateWords(state);
}

/**
 * @param {number | null} progress
 * @param {number | null} [remaining_s]
 */
export function calibrationWords(progress, remaining_s = null) {
  if (progress === null) return text("calibration.starting");
  const look = text("calibration.look");
  return remaining_s === null ? look : `${look} ${text("calibration.remaining", { count: remaining_s })}`;
}

/**
 * @param {Label} seen
 * @param {boolean} hasReason whether this page says why there is no label
 * @param {Said} said
 */
function sentence({ state, cues, alerts }, hasReason, said) {
  const groups = state === "unknown" ? cues.map(cueWords) : [];
  const standing = state === "self" ? said.words : [];
  const first = state === "self" && !said.camera ? text("said.here") : stateWords(state);
  const words = [first, ...groups, ...alerts.map(alertWords), ...standing].join(" · ");
  const sees = text(said.watched ? "lesson.teacher_sees" : "lesson.teacher_will_see", { words });
  return hasReason && groups.length === 0 ? `${sees}. ${text("lesson.reason_stays")}` : sees;
}

/** @param {State} state */
export const isLabel = (state) => state !== "unknown" && state !== "calibrating";

/**
 * @param {Reason} reason
 * @param {State} state beside any label but these two, a reason says why it is made of the head alone
 */
export function reasonWords(reason, state) {
  const words = text(`reason.${reason}`);
  return isLabel(state) ? text("reason_of_head", { reason: words }) : words;
}
