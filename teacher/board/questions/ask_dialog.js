/** @file Ask dialog: a form for one question, from a template, from the prepared ones or in one's own words. */

import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { cleaned, LEAST_CHOICES } from "../../prepared_questions/prepared.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { PreparedList } from "./prepared_list.js";
import { rightAnswerOptions } from "./right_answer.js";
import { isTemplates, templateOf } from "./templates.js";

/** @typedef {import("./controller.js").Draft} Draft */
/** @typedef {import("../../prepared_questions/prepared.js").Prepared} Prepared */

const TIMERS_S = [15, 30, 60, 120, 300];
const MINUTE_S = 60;

/** Owns the dialog. */
export class AskDialog {
  /**
   * @param {ParentNode} page
   * @param {(draft: Draft) => Promise<import("../../../protocol/messages.js").Refused | null>} ask why nobody was asked
   */
  constructor(page, ask) {
    this.ask = ask;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "ask-dialog"));
    this.textField = this.#field("ask-text");
    this.choiceFields = /** @type {HTMLInputElement[]} */ ([
      ...this.dialog.querySelectorAll('[data-role="ask-choice"]'),
    ]);
    this.right = /** @type {HTMLSelectElement} */ (byRole(page, "ask-right"));
    this.timer = /** @type {HTMLSelectElement} */ (byRole(page, "ask-timer"));
    this.prepared = new PreparedList(this.dialog, (question) => this.#fill(question));
    this.timer.replaceChildren(...timerOptions());
    this.#showRight(null);
    this.#listen();
  }

  open() {
    this.#clearTroubles();
    this.prepared.show();
    this.dialog.showModal();
  }

  #listen() {
    for (const [index, field] of this.choiceFields.entries()) {
      field.setAttribute("aria-label", text("ask.choice", { number: index + 1 }));
      field.addEventListener("change", () => this.#showRight(this.#chosenRight()));
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (
      this.dialog.querySelectorAll("[data-template]")
    ))
      button.addEventListener("click", () =>
        this.#useTemplate(/** @type {import("./templates.js").TemplateName} */ (button.dataset.template)),
      );
    this.dialog.addEventListener("input", () => this.#clearTroubles());
    const send = byRole(this.dialog, "send-question");
    byRole(this.dialog, "ask-form").addEventListener("submit", (event) => {
      event.preventDefault();
      void whileBusy(send, () => this.#ask());
    });
    byRole(this.dialog, "cancel-ask").addEventListener("click", () => this.dialog.close());
    byRole(this.dialog, "save-question").addEventListener("click", () => this.#save());
  }

  /** @param {import("./templates.js").TemplateName} name */
  #useTemplate(name) {
    const template = templateOf(name);
    const words = this.textField.value;
    // Who has typed a question wants the template's choices for it.
    const keepsWords = name !== "own" && words.trim() !== "" && !isTemplates(words);
    this.#fill({ ...template, text: keepsWords ? words : template.text, correct: null });
    if (name === "own") this.textField.focus();
  }

  /** @param {Prepared} question */
  #fill({ text: words, choices, correct }) {
    this.textField.value = words;
    for (const [index, field] of this.choiceFields.entries()) field.value = choices[index] ?? "";
    this.#showRight(correct);
    this.#clearTroubles();
  }

  /** @returns {Prepared} what the form holds, its empty choices left out */
  #read() {
    const filled = this.choiceFields.map(({ value }) => cleaned(value));
    const right = this.#chosenRight();
    const before = right === null ? [] : filled.slice(0, right).filter((choice) => choice !== "");
    const isThere = right !== null && filled[right] !== "";
    return {
      text: cleaned(this.textField.value),
      choices: filled.filter((choice) => choice !== ""),
      correct: isThere ? before.length : null,
    };
  }

  /** @returns {Prepared | null} null where something is missing, which the form says then */
  #readWhole() {
    this.#clearTroubles();
    const question = this.#read();
    if (question.text === "") this.#tell("ask-text-trouble", text("ask.no_text"), this.textField);
    if (question.choices.length < LEAST_CHOICES) {
      const empty = this.choiceFields.find(({ value }) => value.trim() === "");
      this.#tell("ask-trouble", text("ask.too_few"), /** @type {HTMLInputElement} */ (empty));
    }
    const wrong = /** @type {HTMLElement | null} */ (this.dialog.querySelector('[aria-invalid="true"]'));
    wrong?.focus();
    return wrong === null ? question : null;
  }

  async #ask() {
    const question = this.#readWhole();
    if (question === null) return;
    const seconds = this.timer.value === "" ? null : Number(this.timer.value);
    const refusal = await this.ask({ ...question, seconds });
    if (refusal === null) this.dialog.close();
    else setText(byRole(this.dialog, "ask-refusal"), refusalWords(refusal));
  }

  #save() {
    const question = this.#readWhole();
    if (question !== null) this.prepared.add(question);
  }

  /** @returns {number | null} the field of the right choice */
  #chosenRight() {
    return this.right.value === "" ? null : Number(this.right.value);
  }

  /** @param {number | null} right */
  #showRight(right) {
    this.right.replaceChildren(...rightAnswerOptions(this.choiceFields.map(({ value }) => cleaned(value))));
    this.right.value = right === null || this.choiceFields[right]?.value.trim() === "" ? "" : String(right);
  }

  /**
   * @param {string} role
   * @param {string} words
   * @param {HTMLInputElement} field
   */
  #tell(role, words, field) {
    setText(byRole(this.dialog, role), words);
    field.setAttribute("aria-invalid", "true");
  }

  #clearTroubles() {
    for (const role of ["ask-text-trouble", "ask-trouble", "ask-refusal"])
      setText(byRole(this.dialog, role), "");
    for (const field of [this.textField, ...this.choiceFields]) field.removeAttribute("aria-invalid");
  }

  /** @param {string} role */
  #field(role) {
    return /** @type {HTMLInputElement} */ (byRole(this.dialog, role));
  }
}

function timerOptions() {
  return [
    new Option(text("ask.no_timer"), ""),
    ...TIMERS_S.map((seconds) => {
      const words =
        seconds < MINUTE_S
          ? text("duration.seconds", { seconds })
          : text("duration.minutes", { minutes: seconds / MINUTE_S });
      return new Option(words, String(seconds));
    }),
  ];
}
