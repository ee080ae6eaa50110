/** @file Mark list: the moments of a lesson that the teacher marked, and the form that adds one. */

import { byRole } from "../../../look/dom.js";
import { timeWords } from "../../time_words.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";

/** @typedef {import("../../../classroom/notes.js").Mark} Mark */

/** Owns the marks, their list and the small form that makes one. */
export class MarkList {
  /** @type {Mark[]} */
  list = [];
  #atMs = 0;

  /**
   * @param {ParentNode} page
   * @param {{now: () => number, onMark: (mark: Mark) => void}} options
   */
  constructor(page, { now, onMark }) {
    this.now = now;
    this.onMark = onMark;
    this.form = /** @type {HTMLFormElement} */ (byRole(page, "mark-form"));
    this.text = /** @type {HTMLInputElement} */ (byRole(page, "mark-text"));
    this.button = byRole(page, "mark");
    this.items = byRole(page, "marks");
    this.button.addEventListener("click", () => this.#open());
    byRole(page, "cancel-mark").addEventListener("click", () => this.#close());
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.form.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#close();
    });
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {Mark} mark */
  add(mark) {
    if (this.list.some(({ at, text }) => at === mark.at && text === mark.text)) return;
    this.list.push(mark);
    this.list.sort((a, b) => a.at - b.at);
    this.items.replaceChildren(...this.list.map(markItem));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!isShortcut(event, "mark")) return;
    event.preventDefault();
    this.#open();
  }

  #open() {
    // The moment is that of the key, not that of the last letter typed.
    this.#atMs = this.now();
    this.form.hidden = false;
    this.button.hidden = true;
    this.text.focus();
  }

  #close() {
    this.form.hidden = true;
    this.form.reset();
    this.button.hidden = false;
    this.button.focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    // The second press of a double one finds the form gone.
    if (text === "" || this.form.hidden) return;
    const mark = { at: this.#atMs, text };
    this.add(mark);
    this.onMark(mark);
    this.#close();
  }
}

/** @param {Mark} mark */
function markItem({ at, text }) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.dateTime = new Date(at).toISOString();
  time.textContent = timeWords(at);
  item.append(time, ` ${text}`);
  return item;
}
