/** @file Debounce: what is asked for several times in a moment is done once. */

/** Owns the moment. */
export class Debounce {
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;

  /** @param {() => void} act */
  constructor(act) {
    this.act = act;
  }

  /** @param {number} ms until it is done, unless it is due already */
  schedule(ms) {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.act();
    }, ms);
  }
}
