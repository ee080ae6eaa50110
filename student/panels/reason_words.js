/** @file Why there is no label, or not all of it, in words with what to do; told to this page alone, never sent. */

import { text } from "./text.js";

/** @typedef {import("./text.js").Key} Key */
/** @typedef {import("../../protocol/messages.js").State} State */
/** @typedef {Key extends infer Name ? (Name extends `reason.${infer Reason}` ? Reason : never) : never} Reason of signals/contract/reasons.js */
/**
 * What comes beside a label and is for this page alone: how far the calibration is, 0 to 1 and null before the first
 * picture was looked at, and what is missing.
 * @typedef {{progress: number | null, reason: Reason | null}} Aside
 */

/** @type {Aside} */
export const NOTHING_ASIDE = { progress: null, reason: null };

/** What a frame or two show, a glance or a hand before the face, is gone before it is read. */
const STANDS_AFTER_S = 1;

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

/** Owns the reason that stands: of a label that is missing at once, of all else after a moment. */
export class StandingReason {
  /** @type {Reason | null} */
  #reason = null;
  #sinceS = 0;

  /**
   * @param {Reason | null} reason of the newest frame
   * @param {State} state
   * @param {number} now_s
   * @returns {Reason | null} to be shown
   */
  update(reason, state, now_s) {
    if (reason !== this.#reason) this.#sinceS = now_s;
    this.#reason = reason;
    return state === "unknown" || now_s - this.#sinceS >= STANDS_AFTER_S ? reason : null;
  }
}
