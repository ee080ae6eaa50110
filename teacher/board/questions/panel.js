/** @file Question panel: the dialog that asks the class, and the live answers to the question that runs. */

import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";

const ID_LETTERS = 8;
const LEVELS = /** @type {const} */ (["got_it", "so_so", "lost"]);

/** Owns the questions' part of the page. */
export class QuestionPanel {
  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {questionController: import("./controller.js").QuestionController}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "ask-dialog"));
    this.questionField = /** @type {HTMLInputElement} */ (byRole(page, "ask-text"));
    this.trouble = byRole(page, "ask-trouble");
    for (const role of ["open-ask", "ask-from-hint"]) {
      const button = byRole(page, role);
      button.hidden = false;
      button.addEventListener("click", () => {
        setText(this.trouble, "");
        this.dialog.showModal();
      });
    }
    for (const [index, field] of this.#choiceFields().entries())
      field.setAttribute("aria-label", text("ask.choice", { number: index + 1 }));
    byRole(page, "ask-check").addEventListener("click", () =>
      this.#fill(
        text("ask.check"),
        LEVELS.map((level) => text(`ask.${level}`)),
      ),
    );
    byRole(page, "end-question").addEventListener("click", () => this.#end());
    byRole(page, "ask-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(byRole(page, "send-question"), () => this.#ask());
    });
    byRole(page, "cancel-ask").addEventListener("click", () => this.dialog.close());
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ stale }) {
    this.#showAnswers();
    this.#showUntold(stale);
  }

  /** @param {import("../../../classroom/notes.js").Note} _note */
  note(_note) {
    this.#showAnswers();
  }

  /**
   * @param {string} question
   * @param {string[]} choices
   */
  #fill(question, choices) {
    this.questionField.value = question;
    for (const [index, field] of this.#choiceFields().entries()) field.value = choices[index] ?? "";
  }

  #choiceFields() {
    return /** @type {HTMLInputElement[]} */ ([...this.dialog.querySelectorAll('[data-role="ask-choice"]')]);
  }

  async #ask() {
    const choices = this.#choiceFields().flatMap(({ value }) => (value.trim() === "" ? [] : [value.trim()]));
    const question = this.questionField.value.trim();
    if (question === "" || choices.length < 2) {
      setText(this.trouble, text("ask.too_few"));
      return;
    }
    const refusal = await this.board.questionController.ask({ id: newId(), text: question, choices });
    setText(this.trouble, refusal === null ? "" : refusalWords(refusal));
    if (refusal === null) this.dialog.close();
  }

  #end() {
    this.board.questionController.end();
    byRole(this.page, "open-ask").focus();
  }

  #showAnswers() {
    const { running } = this.board.questionController.questions;
    byRole(this.page, "question").hidden = running === null;
    if (running === null) return;
    const { tally } = running;
    setText(byRole(this.page, "question-text"), tally.prompt.text);
    setText(byRole(this.page, "question-count"), text("ask.answered", { count: tally.answered }));
    const rows = tally.read();
    const list = byRole(this.page, "answers");
    if (list.dataset.prompt !== tally.prompt.id) {
      list.dataset.prompt = tally.prompt.id;
      list.replaceChildren(...rows.map(answerItem));
    }
    for (const [index, { choice, count, share }] of rows.entries()) {
      const item = /** @type {HTMLElement} */ (list.children[index]);
      setText(byRole(item, "answer-words"), text("ask.choice_count", { choice, count }));
      /** @type {HTMLMeterElement} */ (byRole(item, "answer-bar")).value = share;
    }
  }

  /** @param {boolean} stale */
  #showUntold(stale) {
    const line = byRole(this.page, "untold");
    const { running } = this.board.questionController.questions;
    line.hidden = !(stale && this.board.questionController.outbox.isPending);
    if (!line.hidden) setText(line, text(running === null ? "ask.end_untold" : "ask.untold"));
  }
}

/** @param {{choice: string}} row */
function answerItem({ choice }) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("meter");
  words.dataset.role = "answer-words";
  bar.dataset.role = "answer-bar";
  bar.setAttribute("aria-label", choice);
  item.append(words, bar);
  return item;
}

function newId() {
  return crypto
    .getRandomValues(new Uint8Array(ID_LETTERS / 2))
    .reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");
}
