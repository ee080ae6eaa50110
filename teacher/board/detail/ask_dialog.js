/** @file Private question dialog: asks one student, with the answers to choose from given beforehand. */

import { byRole, setText } from "../../../look/dom.js";
import { listText, pieces } from "../../../look/locale.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */

const ID_LETTERS = 8;
/** What a teacher asks one student quietly, with the answers that fit. */
const TEMPLATES = /** @type {const} */ (["going", "help", "pace"]);
const ANSWERS = /** @type {const} */ ({
  going: ["ask.got_it", "ask.so_so", "ask.lost"],
  help: ["private.yes", "private.no"],
  pace: ["tile.pace_slower", "tile.pace_fine", "tile.pace_faster"],
});

/** Owns the dialog. */
export class PrivateDialog {
  /** @type {Student | null} */
  #student = null;
  /** @type {keyof typeof ANSWERS} */
  #template = "going";

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {privateQuestions: import("./private_questions.js").PrivateQuestions, view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "private-dialog"));
    this.field = /** @type {HTMLInputElement} */ (byRole(page, "private-text"));
    this.trouble = byRole(page, "private-trouble");
    byRole(page, "private-templates").replaceChildren(...TEMPLATES.map((name) => this.#templateButton(name)));
    byRole(page, "cancel-private").addEventListener("click", () => this.dialog.close());
    byRole(page, "private-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(byRole(page, "send-private"), () => this.#send());
    });
  }

  /** @param {Student} student */
  ask(student) {
    this.#student = student;
    this.trouble.hidden = true;
    byRole(this.page, "private-title").replaceChildren(...titleOf(this.board.view.nameOf(student)));
    this.#choose("going");
    this.dialog.showModal();
  }

  /** @param {keyof typeof ANSWERS} name */
  #templateButton(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.role = `private-${name}`;
    button.textContent = text(`private.${name}`);
    button.addEventListener("click", () => this.#choose(name));
    return button;
  }

  /** @param {keyof typeof ANSWERS} name */
  #choose(name) {
    this.#template = name;
    this.field.value = text(`private.${name}`);
    for (const template of TEMPLATES)
      byRole(this.dialog, `private-${template}`).setAttribute("aria-pressed", String(template === name));
    setText(
      byRole(this.page, "private-choices"),
      text("private.choices", { choices: listText(this.#answers) }),
    );
  }

  get #answers() {
    return ANSWERS[this.#template].map((key) => text(key));
  }

  async #send() {
    const words = this.field.value.trim();
    if (this.#student === null || words === "") return;
    const prompt = { id: newId(), text: words, choices: this.#answers };
    const refusal = await this.board.privateQuestions.ask(this.#student.id, prompt);
    this.trouble.hidden = refusal === null;
    setText(this.trouble, refusal === null ? "" : refusalWords(refusal));
    if (refusal !== null) return;
    this.dialog.close();
    this.board.render();
  }
}

/**
 * A name is isolated, and is no word to be translated.
 * @param {string} name
 * @returns {(string | HTMLElement)[]}
 */
function titleOf(name) {
  return pieces("private.title").map((piece) => {
    if ("text" in piece) return piece.text;
    const element = document.createElement("bdi");
    element.translate = false;
    element.textContent = name;
    return element;
  });
}

function newId() {
  return crypto
    .getRandomValues(new Uint8Array(ID_LETTERS / 2))
    .reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");
}
