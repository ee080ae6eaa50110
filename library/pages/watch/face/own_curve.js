/** @file Own curve: the states of one's own face over the lesson's time, in this page's memory and nowhere else. */

import { StateTally } from "./state_tally.js";

/** @typedef {import("../../../../protocol/states.js").State} State */
/** @typedef {{state: State, from_s: number, until_s: number}} Stretch */

export class OwnCurve {
  /** @type {Map<number, StateTally>} by bin */
  #bins = new Map();
  #whole = new StateTally();

  /** @param {number} step_s how long one step of it is */
  constructor(step_s) {
    this.step_s = step_s;
  }

  /**
   * @param {number} time_s where the lesson plays
   * @param {State} state as derived on this device, before any policy
   * @param {number} ms
   */
  add(time_s, state, ms) {
    const bin = Math.floor(time_s / this.step_s);
    const tally = this.#bins.get(bin) ?? new StateTally();
    tally.add(state, ms);
    this.#bins.set(bin, tally);
    this.#whole.add(state, ms);
  }

  /** @returns {{state: State, seconds: number}[]} the longest first */
  rows() {
    return this.#whole
      .rows()
      .map(([state, ms]) => ({ state: /** @type {State} */ (state), seconds: Math.round(ms / 1000) }));
  }

  /** @returns {Stretch[]} in the order of the lesson; neighbours of one state are one stretch */
  stretches() {
    /** @type {Stretch[]} */
    const stretches = [];
    for (const [bin, tally] of [...this.#bins].sort(([one], [other]) => one - other)) {
      const state = /** @type {State} */ (tally.longest());
      const last = stretches.at(-1);
      if (last !== undefined && last.state === state && last.until_s === bin * this.step_s)
        last.until_s += this.step_s;
      else stretches.push({ state, from_s: bin * this.step_s, until_s: (bin + 1) * this.step_s });
    }
    return stretches;
  }
}
