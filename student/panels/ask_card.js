/** @file Ask card: asks a student who looks puzzled whether to tell the teacher; only a yes leaves this page. */

import { element } from "../../look/dom.js";
import { AskTiming } from "../session/ask_timing.js";

/** @typedef {import("../session/ask_timing.js").Answer} Answer */

const now_s = () => performance.now() / 1000;

export class AskCard {
  /**
   * @param {boolean} never whether the student wants no such question
   * @param {(answer: Answer) => void} onAnswer
   */
  constructor(never, onAnswer) {
    this.timing = new AskTiming(never);
    this.onAnswer = onAnswer;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      element("ask-card").querySelectorAll("[data-answer]")
    ))
      button.onclick = () => this.#answer(/** @type {Answer} */ (button.dataset.answer));
    this.drop();
  }

  /** @param {boolean} puzzled */
  show(puzzled) {
    element("ask-question").hidden = !this.timing.update(puzzled, now_s());
  }

  drop() {
    this.timing.drop();
    element("ask-question").hidden = true;
  }

  /** @param {Answer} answer */
  #answer(answer) {
    this.timing.answer(answer, now_s());
    element("ask-question").hidden = true;
    element("lost").focus(); // the button that had it is gone
    this.onAnswer(answer);
  }
}
