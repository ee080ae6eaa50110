/** @file Prepared list: the questions kept on this device, to use, delete, import and export. */

import { byRole, setText } from "../../../look/dom.js";
import { download } from "../../download.js";
import { writeJson } from "../../prepared_questions/json_format.js";
import {
  CHOICE_CHARACTERS,
  MOST_PREPARED,
  QuestionFileError,
  TEXT_CHARACTERS,
} from "../../prepared_questions/prepared.js";
import { questionsIn } from "../../prepared_questions/question_file.js";
import { addToShelf, readShelf, takeFromShelf } from "../../prepared_questions/shelf.js";
import { writeText } from "../../prepared_questions/text_format.js";
import { text } from "../../text.js";

/** @typedef {import("../../prepared_questions/prepared.js").Prepared} Prepared */
/** @typedef {import("../../prepared_questions/prepared.js").Fault} Fault */

const FILE = "readroom-questions";
const TEXT_TYPE = "text/plain;charset=utf-8";
const JSON_TYPE = "application/json";
/** Who has more wrong than this corrects some and tries again. */
const MOST_FAULTS = 5;
const LIMITS = { long_text: TEXT_CHARACTERS, long_choice: CHOICE_CHARACTERS, too_many: MOST_PREPARED };

/** Owns the list and the words under it. */
export class PreparedList {
  /** @type {Prepared | null} */
  #deleted = null;

  /**
   * @param {ParentNode} dialog
   * @param {(question: Prepared) => void} use
   */
  constructor(dialog, use) {
    this.use = use;
    this.box = /** @type {HTMLDetailsElement} */ (byRole(dialog, "prepared"));
    this.list = byRole(dialog, "prepared-list");
    this.file = /** @type {HTMLInputElement} */ (byRole(dialog, "questions-file"));
    byRole(dialog, "import-questions").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => void this.#import());
    byRole(dialog, "export-questions-text").addEventListener("click", () =>
      download(`${FILE}.txt`, new Blob([writeText(readShelf())], { type: TEXT_TYPE })),
    );
    byRole(dialog, "export-questions-json").addEventListener("click", () =>
      download(`${FILE}.json`, new Blob([writeJson(readShelf())], { type: JSON_TYPE })),
    );
    byRole(dialog, "undo-prepared").addEventListener("click", () => this.#undo());
  }

  /** As they lie on the shelf now: another tab may have changed it. */
  show() {
    const questions = readShelf();
    const title = text(questions.length === 0 ? "prepared.title" : "prepared.counted", {
      count: questions.length,
    });
    setText(byRole(this.box, "prepared-title"), title);
    this.list.replaceChildren(...questions.toReversed().map((question) => this.#item(question)));
    for (const role of ["export-questions-text", "export-questions-json"])
      byRole(this.box, role).hidden = questions.length === 0;
    this.#say("", []);
  }

  /** @param {Prepared} question */
  add(question) {
    const { full } = addToShelf([question]);
    this.show();
    this.box.open = true;
    this.#say(full ? fullWords() : text("prepared.saved"), []);
  }

  /** @param {Prepared} question */
  #item(question) {
    const item = document.createElement("li");
    const use = button("use-prepared", question.text, text("prepared.use", { question: question.text }));
    use.dir = "auto";
    use.addEventListener("click", () => this.use(question));
    const remove = button(
      "delete-prepared",
      text("lessons.delete"),
      text("prepared.delete_which", { question: question.text }),
    );
    remove.addEventListener("click", () => this.#delete(question));
    item.append(use, remove);
    return item;
  }

  /** @param {Prepared} question */
  #delete(question) {
    takeFromShelf(question);
    this.show();
    this.#say(text("prepared.deleted", { question: question.text }), []);
    this.#deleted = question;
    const undo = byRole(this.box, "undo-prepared");
    undo.hidden = false;
    undo.focus(); // the button that had it is gone
  }

  #undo() {
    if (this.#deleted !== null) addToShelf([this.#deleted]);
    this.show();
    byRole(this.box, "prepared-title").focus();
  }

  async #import() {
    const [file] = this.file.files ?? [];
    if (file === undefined) return;
    const bytes = await file.arrayBuffer();
    this.file.value = ""; // the same file, corrected, is a change again
    try {
      const { added, known, full } = addToShelf(questionsIn(bytes));
      this.show();
      const words = [text("prepared.imported", { count: added })];
      if (known > 0) words.push(text("prepared.known", { count: known }));
      if (full) words.push(fullWords());
      this.#say(words.join(" "), []);
    } catch (error) {
      if (!(error instanceof QuestionFileError)) throw error;
      this.#say(text("prepared.not_imported"), error.faults);
    }
  }

  /**
   * @param {string} words
   * @param {Fault[]} faults
   */
  #say(words, faults) {
    this.#deleted = null;
    byRole(this.box, "undo-prepared").hidden = true;
    setText(byRole(this.box, "prepared-said"), words);
    const list = byRole(this.box, "prepared-faults");
    list.hidden = faults.length === 0;
    list.replaceChildren(
      ...faults.slice(0, MOST_FAULTS).map((fault) => {
        const item = document.createElement("li");
        item.textContent = faultWords(fault);
        return item;
      }),
    );
  }
}

/** @param {Fault} fault */
function faultWords({ line, kind }) {
  const most = kind in LIMITS ? LIMITS[/** @type {keyof typeof LIMITS} */ (kind)] : 0;
  const fault = text(`fault.${kind}`, { most });
  return line === null ? fault : text("prepared.line", { line, fault });
}

const fullWords = () => text("prepared.full", { most: MOST_PREPARED });

/**
 * @param {string} role
 * @param {string} words
 * @param {string} label
 */
function button(role, words, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.dataset.role = role;
  made.textContent = words;
  made.setAttribute("aria-label", label);
  return made;
}
