/** @file Quiz of a card, pure: right ends it, and so does the second wrong answer, after which the answer is told. */

/** @typedef {import("./cards.js").Quiz} Question */
/** @typedef {"open" | "right" | "told"} Stage */

const MOST_WRONG = 2;

export class Quiz {
  /** @type {Set<number>} the choices that were wrong */
  wrong = new Set();
  /** @type {Stage} */
  stage = "open";

  /** @param {Question} question */
  constructor(question) {
    this.question = question;
  }

  /**
   * @param {number} choice
   * @returns {boolean} whether it is right
   */
  answer(choice) {
    const isRight = choice === this.question.right;
    if (this.stage !== "open") return isRight;
    if (isRight) this.stage = "right";
    else this.wrong.add(choice);
    if (this.wrong.size >= Math.min(MOST_WRONG, this.question.choices.length - 1)) this.stage = "told";
    return isRight;
  }
}
