/** @file Ask card: asks who looks puzzled, in a course that asks first, whether they are lost; only a yes is told. */

import { element } from "../../../../look/dom.js";
import { AskTiming } from "../../../../student/session/ask_timing.js";

/** @typedef {import("../../../../student/session/ask_timing.js").Answer} Answer */

const now_s = () => performance.now() / 1000;

export class AskCard {
  #timing = new AskTiming(false);

  /** @param {() => void} onYes */
  constructor(onYes) {
    this.card = element("ask-question");
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.card.querySelectorAll("[data-answer]")
    ))
      button.addEventListener("click", () => {
        const answer = /** @type {Answer} */ (button.dataset.answer);
        this.#timing.answer(answer, now_s());
        this.card.hidden = true;
        element("press-lost").focus(); // the button that had it is gone
        if (answer === "yes") onYes();
      });
  }

  /** @param {boolean} puzzled */
  show(puzzled) {
    this.card.hidden = !this.#timing.update(puzzled, now_s());
  }

  drop() {
    this.#timing.drop();
    this.card.hidden = true;
  }
}
