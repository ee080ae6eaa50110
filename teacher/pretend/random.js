/** @file Pseudorandom numbers (mulberry32): the pretend class goes the same way each time, so that it can be tested. */

/** Owns one sequence of numbers. */
export class Random {
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
   * @param {number} from
   * @param {number} to
   */
  between(from, to) {
    return from + this.next() * (to - from);
  }

  /**
   * @template T
   * @param {readonly T[]} choices
   * @returns {T}
   */
  pick(choices) {
    return /** @type {T} */ (choices[Math.floor(this.next() * choices.length)]);
  }
}
