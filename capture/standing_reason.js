/** @file Debounced reason: which reason the student is shown, once it has stood for a moment. */

/** @typedef {import("../protocol/messages.js").State} State */
/** @typedef {import("./worker/messages.js").Reason} Reason */

/** What a frame or two show, a glance or a hand before the face, is gone before it is read. */
const STANDS_AFTER_S = 1;

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
