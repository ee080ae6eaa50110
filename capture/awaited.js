/** @file Awaited answers: a queue of promises for what another side answers in the order it was asked, or not in time. */

/** @template T */
export class Awaited {
  /** @type {((value: T | null) => void)[]} */
  #waiting = [];

  /** @param {number} withinMs after which an answer counts as none */
  constructor(withinMs) {
    this.withinMs = withinMs;
  }

  /** @returns {Promise<T | null>} the next answer, null where it did not come in time */
  next() {
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve(null), this.withinMs);
      this.#waiting.push((value) => {
        clearTimeout(late);
        resolve(value);
      });
    });
  }

  /** @param {T | null} value */
  settle(value) {
    this.#waiting.shift()?.(value);
  }
}
