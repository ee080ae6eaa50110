/** @file Result bars: a bar chart of a question's choices, each with its count and share, the own and the right one named. */

import { setText } from "../dom.js";
import { percentText } from "../locale.js";
import { text } from "../text.js";

/** @typedef {{choice: string, count: number, share: number, isOwn?: boolean, isCorrect?: boolean}} BarRow `share` 0 to 1 */
/** @typedef {{item: HTMLElement, words: HTMLElement, own: HTMLElement, correct: HTMLElement, fill: HTMLElement, share: HTMLElement}} Bar */

/** Owns the bars in one list. */
export class ResultBars {
  /** @type {Bar[]} */
  #bars = [];
  #choices = "";

  /** @param {HTMLElement} list */
  constructor(list) {
    this.list = list;
    list.classList.add("bars");
  }

  /**
   * The bars of a question stay as they are where its choices do, so that they grow and hold what was put into them.
   * @param {BarRow[]} rows
   * @returns {HTMLElement[]} the items, one a row
   */
  show(rows) {
    const choices = JSON.stringify(rows.map(({ choice }) => choice));
    if (choices !== this.#choices) {
      this.#choices = choices;
      this.#bars = rows.map(newBar);
      this.list.replaceChildren(...this.#bars.map(({ item }) => item));
    }
    for (const [index, row] of rows.entries()) showBar(/** @type {Bar} */ (this.#bars[index]), row);
    return this.#bars.map(({ item }) => item);
  }
}

/** @returns {Bar} */
function newBar() {
  const item = document.createElement("li");
  item.dataset.role = "answer";
  const head = part(item, "answer-head");
  const words = part(head, "answer-words");
  words.dir = "auto";
  const correct = part(head, "answer-correct");
  setText(correct, text("bars.correct"));
  const own = part(head, "answer-own");
  setText(own, text("bars.own"));
  const bar = part(item, "answer-bar");
  bar.setAttribute("aria-hidden", "true"); // its count and share stand beside it
  const share = part(item, "answer-share");
  return { item, words, own, correct, fill: part(bar, "answer-fill"), share };
}

/**
 * @param {HTMLElement} parent
 * @param {string} role
 */
function part(parent, role) {
  const made = document.createElement("span");
  made.dataset.role = role;
  parent.append(made);
  return made;
}

/**
 * @param {Bar} bar
 * @param {BarRow} row
 */
function showBar({ item, words, own, correct, fill, share: figure }, row) {
  const { choice, count, share, isOwn = false, isCorrect = false } = row;
  setText(words, text("bars.choice_count", { choice, count }));
  setText(figure, percentText(share));
  own.hidden = !isOwn;
  correct.hidden = !isCorrect;
  item.classList.toggle("own", isOwn);
  item.classList.toggle("correct", isCorrect);
  fill.style.setProperty("inline-size", `${share * 100}%`);
}
