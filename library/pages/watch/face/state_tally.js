/** @file State tally: how long each state lasted, and which of them the longest. */

export class StateTally {
  /** @type {Map<string | null, number>} in ms */
  #ms = new Map();

  /**
   * @param {string | null} state null for a while in which nothing can be told
   * @param {number} ms
   */
  add(state, ms) {
    this.#ms.set(state, (this.#ms.get(state) ?? 0) + ms);
  }

  /** @returns {string | null} null where nothing could be told for longer than any state lasted */
  longest() {
    let [longest, most] = [/** @type {string | null} */ (null), 0];
    for (const [state, ms] of this.#ms) if (ms > most) [longest, most] = [state, ms];
    return longest;
  }

  /** @returns {[state: string | null, ms: number][]} the longest first */
  rows() {
    return [...this.#ms].sort(([, one], [, other]) => other - one);
  }

  clear() {
    this.#ms.clear();
  }
}
