/** @file Raised hands: which went up since they were looked at last. Pure. */

/** @typedef {Pick<import("../../../classroom/student.js").Student, "id" | "online" | "status">} Raiser */

/** Owns whose hand was up. */
export class RaisedHands {
  /** @type {Set<string>} */
  #up = new Set();
  #isFirst = true;

  /**
   * @param {Iterable<Raiser>} students all of the class
   * @returns {{count: number, isNew: boolean}} how many hands are up; those that were up when the board opened are not new
   */
  update(students) {
    const up = new Set([...students].filter(isUp).map(({ id }) => id));
    const isNew = !this.#isFirst && [...up].some((id) => !this.#up.has(id));
    this.#isFirst = false;
    this.#up = up;
    return { count: up.size, isNew };
  }
}

/** @param {Raiser} student */
const isUp = ({ online, status }) => online && status?.hand === true;
