/** @file Lots (mulberry32): pseudorandom numbers that are the same each time, so that a resampled interval is too. */

/** Owns one sequence of numbers. */
export class Lots {
  #state;

  /** @param {number} seed */
  constructor(seed) {
    this.#state = seed;
  }

  /** @returns {number} from 0 to 1, without 1 */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * @param {number} end
   * @returns {number} a whole number from 0 to below the end
   */
  below(end) {
    return Math.floor(this.next() * end);
  }
}
