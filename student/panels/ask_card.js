/** @file The card that asks a student who looks puzzled; what it is told stays here, but for a yes. */

import { element } from "../../look/dom.js";
import { Puzzle } from "../session/ask_timing.js";

/** @typedef {import("../session/ask_timing.js").Answer} Answer */

const now_s = () => performance.now() / 1000;

export class AskCard {
  /**
   * @param {boolean} never whether the student wants no such question
   * @param {(answer: Answer) => void} onAnswer
   */
  constructor(never, onAnswer) {
    this.puzzle = new Puzzle(never);
    this.onAnswer = onAnswer;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      element("ask-card").querySelectorAll("[data-answer]")
    ))
      button.onclick = () => this.#answer(/** @type {Answer} */ (button.dataset.answer));
    this.drop();
  }

  /** @param {boolean} puzzled */
  update(puzzled) {
    element("ask-question").hidden = !this.puzzle.update(puzzled, now_s());
  }

  drop() {
    this.puzzle.drop();
    element("ask-question").hidden = true;
  }

  /** @param {Answer} answer */
  #answer(answer) {
    this.puzzle.answer(answer, now_s());
    element("ask-question").hidden = true;
    element("lost").focus(); // the button that had it is gone
    this.onAnswer(answer);
  }
}
