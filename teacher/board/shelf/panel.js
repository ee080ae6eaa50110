/** @file Shelf of help: what a teacher has prepared, sent with one press to all, or to those who pressed that they are lost. */

import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { cleaned } from "../../prepared_questions/prepared.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { isCalling } from "../hands/lowering.js";
import { addHelp, dropHelp, faultIn, MOST_KEPT, readHelp } from "./kept.js";

/** @typedef {import("./kept.js").Help} Help */
/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */

const KINDS = /** @type {const} */ (["text", "ask", "link"]);
const ID_LETTERS = 8;

/** Owns the dialog, its list and its form. */
export class ShelfPanel {
  /** @type {string[]} */
  #lost = [];
  #stale = false;
  /** @type {string | null} the help that went to those who are lost, whose answers are counted here */
  #sent = null;

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {questionController: import("../questions/controller.js").QuestionController, privateQuestions: import("../detail/private_questions.js").PrivateQuestions}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "shelf-dialog"));
    this.kind = /** @type {HTMLSelectElement} */ (byRole(page, "shelf-kind"));
    this.words = this.#field("shelf-text");
    this.href = this.#field("shelf-href");
    this.choices = /** @type {HTMLInputElement[]} */ ([
      ...this.dialog.querySelectorAll('[data-role="shelf-choice"]'),
    ]);
    this.kind.append(...KINDS.map((kind) => new Option(text(`shelf.kind.${kind}`), kind)));
    for (const [index, field] of this.choices.entries())
      field.setAttribute("aria-label", text("ask.choice", { number: index + 1 }));
    this.kind.addEventListener("change", () => this.#showKind());
    this.button = byRole(page, "open-shelf");
    this.button.addEventListener("click", () => this.#open());
    byRole(page, "close-shelf").addEventListener("click", () => this.dialog.close());
    byRole(page, "shelf-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
  }

  enterRoom() {
    this.button.hidden = false;
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, stale }) {
    this.#stale = stale;
    this.#lost = [...students.values()].filter((student) => isCalling(student, "lost")).map(({ id }) => id);
    if (!this.dialog.open) return;
    this.#showSending();
    this.#showAnswers();
  }

  #open() {
    this.#sent = null;
    setText(byRole(this.dialog, "shelf-said"), "");
    this.#showKind();
    this.#show();
    byRole(this.dialog, "shelf-new").toggleAttribute("open", readHelp().length === 0);
    this.dialog.showModal();
  }

  #show() {
    byRole(this.dialog, "shelf-list").replaceChildren(
      ...readHelp()
        .toReversed()
        .map((help) => this.#item(help)),
    );
    this.#showSending();
  }

  /** @param {Help} help */
  #item(help) {
    const item = document.createElement("li");
    const words = document.createElement("p");
    words.dir = "auto";
    words.textContent = help.text;
    const facts = document.createElement("p");
    facts.className = "soft";
    facts.textContent = text(`shelf.kind.${help.kind}`);
    if (help.kind === "link") facts.append(" · ", bdi(new URL(help.href).host));
    const ways = document.createElement("div");
    ways.className = "ways";
    const all = button("shelf-all", text("shelf.to_all"));
    all.addEventListener("click", () => whileBusy(all, () => this.#sendAll(help)));
    const lost = button("shelf-lost", "");
    lost.addEventListener("click", () => whileBusy(lost, () => this.#sendLost(help)));
    const drop = button("shelf-delete", text("lessons.delete"));
    drop.setAttribute("aria-label", text("prepared.delete_which", { question: help.text }));
    drop.addEventListener("click", () => this.#drop(help));
    ways.append(all, lost, drop);
    item.append(words, facts, ways);
    return item;
  }

  /** Who is lost changes while the list stands there; its buttons stay. */
  #showSending() {
    for (const press of this.#presses("shelf-all")) press.disabled = this.#stale;
    for (const press of this.#presses("shelf-lost")) {
      const count = this.#lost.length;
      setText(press, count === 0 ? text("shelf.nobody_lost") : text("shelf.to_lost", { count }));
      press.disabled = this.#stale || count === 0;
    }
  }

  /** @param {string} role */
  #presses(role) {
    return /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.dialog.querySelectorAll(`[data-role="${role}"]`)
    );
  }

  #showAnswers() {
    if (this.#sent === null) return;
    const { asked, answers } = this.board.privateQuestions.tallyOf(this.#sent);
    const told = answers.map(([choice, count]) => text("shelf.answer", { choice, count }));
    setText(
      byRole(this.dialog, "shelf-said"),
      [text("shelf.sent_lost", { count: asked }), ...told].join(" "),
    );
  }

  /** @param {Help} help */
  async #sendAll(help) {
    const { correct } = help;
    const refusal = await this.board.questionController.ask({
      ...this.#promptOf(help),
      correct,
      seconds: null,
    });
    if (refusal === null) this.dialog.close();
    this.#told(refusal);
    if (refusal === null) byRole(this.page, "question").scrollIntoView({ block: "nearest" });
  }

  /** @param {Help} help */
  async #sendLost(help) {
    const id = newId();
    const refusal = await this.board.privateQuestions.askMany(this.#lost, { id, ...this.#promptOf(help) });
    this.#sent = refusal === null ? id : null;
    this.#told(refusal);
    this.#showAnswers();
  }

  /** @param {Refused | null} refusal */
  #told(refusal) {
    setText(byRole(this.dialog, "shelf-said"), refusal === null ? "" : refusalWords(refusal));
    this.board.render();
  }

  /** @param {Help} help */
  #promptOf({ kind, text: words, choices, href }) {
    const asked = kind === "ask" ? choices : [text("shelf.helps"), text("shelf.still_lost")];
    return { text: words, choices: asked, ...(kind === "link" ? { href } : {}) };
  }

  #showKind() {
    byRole(this.dialog, "shelf-link-field").hidden = this.kind.value !== "link";
    byRole(this.dialog, "shelf-choices").hidden = this.kind.value !== "ask";
    setText(byRole(this.dialog, "shelf-trouble"), "");
  }

  #add() {
    const kind = KINDS.find((each) => each === this.kind.value) ?? "text";
    const choices =
      kind === "ask" ? this.choices.map(({ value }) => cleaned(value)).filter((choice) => choice !== "") : [];
    const href = kind === "link" ? this.href.value.trim() : "";
    /** @type {Help} */
    const help = { kind, text: cleaned(this.words.value), choices, correct: null, href };
    const fault = faultIn(help);
    const trouble = byRole(this.dialog, "shelf-trouble");
    setText(trouble, fault === null ? "" : text(`shelf.fault.${fault}`));
    if (fault !== null) return;
    if (!addHelp(help)) {
      setText(trouble, text("shelf.full", { most: MOST_KEPT }));
      return;
    }
    for (const field of [this.words, this.href, ...this.choices]) field.value = "";
    this.#show();
    setText(byRole(this.dialog, "shelf-said"), text("shelf.kept"));
    this.words.focus();
  }

  /** @param {Help} help */
  #drop(help) {
    dropHelp(help);
    this.#show();
    byRole(this.dialog, "close-shelf").focus(); // the button that had it is gone
  }

  /** @param {string} role */
  #field(role) {
    return /** @type {HTMLInputElement} */ (byRole(this.dialog, role));
  }
}

/**
 * @param {string} role
 * @param {string} words
 */
function button(role, words) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.role = role;
  made.textContent = words;
  return made;
}

/** @param {string} words that keep their own direction */
function bdi(words) {
  const made = document.createElement("bdi");
  made.textContent = words;
  return made;
}

function newId() {
  return crypto
    .getRandomValues(new Uint8Array(ID_LETTERS / 2))
    .reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");
}
