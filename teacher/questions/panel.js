/** @file Asking the class: the question's dialog, the live answers, the queue of hands, and the pace. */

import { byRole, setText } from "../../look/dom.js";
import { listText } from "../../look/locale.js";
import { refusalWords } from "../notices.js";
import { text } from "../text.js";
import { Latecomers } from "./latecomers.js";
import { sumPace } from "./pace_sum.js";
import { Questions } from "./questions.js";

/** @typedef {import("../student.js").Student} Student */

const ID_LETTERS = 8;
const LEVELS = /** @type {const} */ (["got_it", "so_so", "lost"]);

/** Owns the questions' part of the page. */
export class QuestionPanel {
  /**
   * @param {ParentNode} page
   * @param {import("../main.js").Board} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "ask-dialog"));
    this.text = /** @type {HTMLInputElement} */ (byRole(page, "ask-text"));
    for (const role of ["open-ask", "ask-from-hint"]) {
      const button = byRole(page, role);
      button.hidden = false;
      button.addEventListener("click", () => this.dialog.showModal());
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
    byRole(page, "ask-form").addEventListener("submit", (event) => void this.#ask(event));
    byRole(page, "cancel-ask").addEventListener("click", () => this.dialog.close());
    this.questions = new Questions(board.notes);
    this.latecomers = new Latecomers({
      running: () => this.questions.running?.tally.prompt ?? null,
      send: (message) => board.connection.send("prompt", message),
    });
    // The board itself may have been away while they came.
    this.joined([...board.roster.students.values()].filter(({ online }) => online).map(({ id }) => id));
  }

  /** @param {import("../main.js").Moment} moment */
  update({ students, nowMs }) {
    this.#showHands([...students.values()]);
    const pace = sumPace(students.values(), nowMs);
    const told = pace.slower + pace.fine + pace.faster > 0;
    byRole(this.page, "pace").hidden = !told;
    if (told) setText(byRole(this.page, "pace"), text("ask.pace", pace));
    this.#showAnswers();
  }

  /** @param {import("../journal/store.js").Note} note */
  note(note) {
    this.questions.update(note);
    this.#showAnswers();
  }

  /** @param {string[]} ids */
  joined(ids) {
    this.latecomers.update(ids);
  }

  /**
   * @param {string} question
   * @param {string[]} choices
   */
  #fill(question, choices) {
    this.text.value = question;
    for (const [index, field] of this.#choiceFields().entries()) field.value = choices[index] ?? "";
  }

  #choiceFields() {
    return /** @type {HTMLInputElement[]} */ ([...this.dialog.querySelectorAll('[data-role="ask-choice"]')]);
  }

  /** @param {Event} event */
  async #ask(event) {
    event.preventDefault();
    const choices = this.#choiceFields().flatMap(({ value }) => (value.trim() === "" ? [] : [value.trim()]));
    const question = this.text.value.trim();
    if (question === "" || choices.length < 2) {
      setText(byRole(this.page, "ask-trouble"), text("ask.too_few"));
      return;
    }
    const prompt = { id: newId(), text: question, choices };
    const answer = await this.board.connection.send("prompt", prompt);
    setText(byRole(this.page, "ask-trouble"), answer.ok ? "" : refusalWords(answer));
    if (!answer.ok) return;
    this.board.note({ kind: "asked", at: this.board.connection.now(), prompt });
    this.dialog.close();
  }

  #end() {
    const { running } = this.questions;
    if (running === null) return;
    const { prompt } = running.tally;
    void this.board.connection.send("prompt", { ...prompt, ended: true });
    this.board.note({ kind: "ended", at: this.board.connection.now(), prompt: prompt.id });
    byRole(this.page, "open-ask").focus();
  }

  #showAnswers() {
    const { running } = this.questions;
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

  /** @param {Student[]} students */
  #showHands(students) {
    const raised = students.filter(({ online, handSince }) => online && handSince !== null);
    raised.sort((a, b) => (a.handSince ?? 0) - (b.handSince ?? 0));
    const classOnly = byRole(this.page, "tiles").hidden;
    byRole(this.page, "hands").hidden = raised.length === 0;
    const names = listText(raised.map((student) => this.board.view.nameOf(student)));
    setText(
      byRole(this.page, "hands"),
      classOnly ? text("ask.hand_count", { count: raised.length }) : text("ask.hands", { names }),
    );
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
