/** @file Probe: asks "Are you following?" now and then, where the student has switched it on; the answer stays here. */

import { byRole } from "../../look/dom.js";
import { STANDS_MS, untilNextMs } from "./probe_timing.js";

/** @typedef {"following_yes" | "following_partly" | "following_no"} Answer */

export class Probe {
  #timer = 0;
  on = false;

  /**
   * @param {() => boolean} mayAsk whether there is anything to learn from now
   * @param {(answer: Answer) => void} onAnswer
   */
  constructor(mayAsk, onAnswer) {
    this.mayAsk = mayAsk;
    this.onAnswer = onAnswer;
    this.card = byRole(document, "probe");
    for (const button of this.card.querySelectorAll("button"))
      button.addEventListener("click", () => this.#answer(button.dataset.follows ?? ""));
  }

  /** @param {boolean} on */
  switch(on) {
    this.on = on;
    this.card.hidden = true;
    this.#wait();
  }

  #wait() {
    window.clearTimeout(this.#timer);
    if (this.on) this.#timer = window.setTimeout(() => this.#ask(), untilNextMs());
  }

  #ask() {
    if (!this.mayAsk()) return this.#wait();
    this.card.hidden = false;
    this.#timer = window.setTimeout(() => this.#drop(), STANDS_MS);
    return undefined;
  }

  #drop() {
    this.card.hidden = true;
    this.#wait();
  }

  /** @param {string} answer empty where this is no moment for it */
  #answer(answer) {
    const hadFocus = this.card.contains(document.activeElement);
    this.#drop();
    if (hadFocus) byRole(document, "lost").focus(); // the button that had it is gone
    if (answer !== "") this.onAnswer(/** @type {Answer} */ (answer));
  }
}
