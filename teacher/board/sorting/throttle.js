/** @file Sort throttle: the tiles move at once for somebody who calls, else seldom enough to be found again. */

const RESORT_EVERY_MS = 5000;
const SETTLING_MS = 3000;

/** Says when the tiles are to be put in order. */
export class SortThrottle {
  #sortedAtMs = Number.NEGATIVE_INFINITY;
  #settledAtMs = Number.NEGATIVE_INFINITY;

  /**
   * The class is arriving, as after a reload: there is no order yet that moving a tile could disturb.
   * @param {number} nowMs
   */
  settle(nowMs) {
    this.#settledAtMs = nowMs + SETTLING_MS;
  }

  /**
   * @param {{nowMs: number, urgent: boolean}} moment
   * @returns {boolean} whether to sort now
   */
  isDue({ nowMs, urgent }) {
    const due = nowMs - this.#sortedAtMs >= RESORT_EVERY_MS || nowMs < this.#settledAtMs;
    if (due || urgent) this.#sortedAtMs = nowMs;
    return due || urgent;
  }
}
