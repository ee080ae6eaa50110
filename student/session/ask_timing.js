/** @file Ask timing: when a student who looks puzzled is asked whether to tell the teacher, and for how long not again. */

/** @typedef {"yes" | "no" | "later" | "never"} Answer */

// A `no` says that the guess was wrong: the next one waits for another puzzle, and at least this long.
const AFTER_ANSWER_S = 60;
// A `later` says that this was no moment; the same puzzle may be asked about in the next one.
const AFTER_LATER_S = 300;
// A question about a puzzle long solved is an interruption of its own.
const FADES_AFTER_S = 30;

export class AskTiming {
  /** @param {boolean} never whether the student wants no such question */
  constructor(never) {
    this.never = never;
    this.asking = false;
    this.answered = false;
    this.quietUntil_s = Number.NEGATIVE_INFINITY;
    this.lastPuzzled_s = Number.NEGATIVE_INFINITY;
  }

  /**
   * @param {boolean} puzzled as far as the label tells
   * @param {number} now_s
   * @returns {boolean} whether the question stands now
   */
  update(puzzled, now_s) {
    if (puzzled) this.lastPuzzled_s = now_s;
    else this.answered = false;
    if (this.asking) this.asking = now_s - this.lastPuzzled_s <= FADES_AFTER_S;
    else this.asking = puzzled && !this.never && !this.answered && now_s >= this.quietUntil_s;
    return this.asking;
  }

  /**
   * @param {Answer} answer
   * @param {number} now_s
   */
  answer(answer, now_s) {
    this.asking = false;
    this.answered = answer !== "later";
    this.never = answer === "never";
    this.quietUntil_s = now_s + (answer === "later" ? AFTER_LATER_S : AFTER_ANSWER_S);
  }

  /** Let the question go: there is nothing to ask about any more. */
  drop() {
    this.asking = false;
  }
}
