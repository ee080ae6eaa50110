/** @file Hint: raised when so many students are possibly lost, and for so long, that a pause would help more than going on. */

/** @typedef {{share: number, seconds: number, quiet: boolean, sound: boolean, desktop: boolean}} HintSettings `share` from 0 to 1 */
/** @typedef {{nowMs: number, lost: number, here: number}} ClassNow students */
/** @typedef {{lost: number, here: number, sinceMs: number, fresh: boolean}} StandingHint `fresh` at the one update that raised it */

/** @type {HintSettings} */
export const DEFAULTS = { share: 0.4, seconds: 20, quiet: false, sound: false, desktop: false };

const SECOND_MS = 1000;
/** Time to explain and to see whether it helped, before the board speaks up again. */
export const COOL_DOWN_MS = 5 * 60 * SECOND_MS;

/** Owns how long the class has been above the threshold, and whether the hint stands. */
export class Hint {
  /** @type {number | null} */
  #aboveSinceMs = null;
  /** @type {number | null} */
  #belowSinceMs = null;
  #stands = false;
  #endedAtMs = Number.NEGATIVE_INFINITY;

  /** @param {HintSettings} settings */
  constructor(settings) {
    this.settings = settings;
  }

  /**
   * @param {ClassNow} now
   * @returns {StandingHint | null} null while there is nothing to say
   */
  observe({ nowMs, lost, here }) {
    const { share, quiet } = this.settings;
    this.#notice(nowMs, here > 0 && lost >= share * here);
    if (quiet || this.#aboveSinceMs === null) {
      this.#stands = false;
      return null;
    }
    const fresh = !this.#stands && this.#isDue(nowMs, this.#aboveSinceMs);
    this.#stands ||= fresh;
    return this.#stands ? { lost, here, sinceMs: this.#aboveSinceMs, fresh } : null;
  }

  /** Nobody knows what was meanwhile: it counts anew. */
  forget() {
    this.#stands = false;
    this.#aboveSinceMs = null;
    this.#belowSinceMs = null;
  }

  /**
   * The teacher has seen it.
   * @param {number} nowMs
   */
  dismiss(nowMs) {
    this.#stands = false;
    this.#endedAtMs = nowMs;
  }

  /**
   * Before the hint stands, any dip starts the count anew; once it stands, a dip ends it only when it lasts as long.
   * @param {number} nowMs
   * @param {boolean} above
   */
  #notice(nowMs, above) {
    if (above) {
      this.#aboveSinceMs ??= nowMs;
      this.#belowSinceMs = null;
      return;
    }
    this.#belowSinceMs ??= nowMs;
    if (this.#stands && nowMs - this.#belowSinceMs < this.#patienceMs) return;
    if (this.#stands) this.dismiss(nowMs);
    this.#aboveSinceMs = null;
  }

  /**
   * @param {number} nowMs
   * @param {number} sinceMs
   */
  #isDue(nowMs, sinceMs) {
    return nowMs - sinceMs >= this.#patienceMs && nowMs - this.#endedAtMs >= COOL_DOWN_MS;
  }

  get #patienceMs() {
    return this.settings.seconds * SECOND_MS;
  }
}

/**
 * How many are here, and how many of them are possibly lost or say so.
 * @param {Iterable<import("../../../classroom/student.js").Label>} labels
 */
export function countLost(labels) {
  let [lost, here] = [0, 0];
  for (const label of labels) {
    if (label.state === "offline") continue;
    here += 1;
    if (label.lost || label.state === "confused") lost += 1;
  }
  return { lost, here };
}
