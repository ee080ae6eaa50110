/** @file Backoff: how long to wait before a lost worker is started again, and when to give up. */

const REMEMBERED_S = 300;
// The first is soon; a GPU process that has just died needs longer to come back.
const WAITS_S = [1, 4, 16];

export class Restarts {
  /** @type {number[]} */
  at_s = [];

  /**
   * @param {number} now_s
   * @returns {number | null} seconds to wait, null where it was lost too often in the last minutes
   */
  delay(now_s) {
    this.at_s = this.at_s.filter((at_s) => now_s - at_s < REMEMBERED_S);
    const wait_s = WAITS_S[this.at_s.length] ?? null;
    if (wait_s !== null) this.at_s.push(now_s);
    return wait_s;
  }
}
