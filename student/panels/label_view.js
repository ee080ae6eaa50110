/** @file Label view: the student's own label, what is missing of it and what to do, and what of it the teacher sees. */

import { element, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { shapeOf } from "../../look/shapes.js";
import { alertWords, cueWords, stateWords } from "../../look/words.js";
import { text } from "./text.js";

/** @typedef {import("../../capture/worker/messages.js").Aside} Aside */
/** @typedef {import("../../capture/worker/messages.js").Reason} Reason */
/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {import("../../protocol/messages.js").State} State */

/** @type {Aside} */
const NOTHING_ASIDE = { progress: null, reason: null };

/**
 * @param {Label} own as derived on this device
 * @param {Label} seen as the policy lets the teacher see it
 * @param {Aside} [aside]
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
