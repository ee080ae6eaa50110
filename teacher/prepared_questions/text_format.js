/**
 * @file Plain text format of questions: the question on a line, each choice on a line behind `-` (or `*` where it is right),
 * an empty line between questions. Moodle's Aiken format (`A. choice`, `ANSWER: A`) is read as well.
 */

import { cleaned, faultOf, QuestionFileError } from "./prepared.js";

/** @typedef {import("./prepared.js").Prepared} Prepared */
/** @typedef {import("./prepared.js").Fault} Fault */
/** @typedef {Prepared & {line: number, rights: number}} Draft `line`: where it begins; `rights`: how many choices were marked */

const MARKED = /^([-*\u2022\u2013\u2014])(?:\s+(.*)|)$/u;
const LETTERED = /^([A-E])[.)]\s+(.*)$/iu;
const ANSWER = /^ANSWER\s*:\s*([A-Z])$/iu;
const FIRST_LETTER = "A".charCodeAt(0);

/**
 * @param {Prepared[]} questions
 * @returns {string} that `readText` reads as the same
 */
export function writeText(questions) {
  return questions.map(blockOf).join("\n");
}

/** @param {Prepared} question */
function blockOf({ text, choices, correct }) {
  const lines = choices.map((choice, index) => `${index === correct ? "*" : "-"} ${choice}`);
  return `${[text, ...lines].join("\n")}\n`;
}

/**
 * @param {string} words
 * @returns {Prepared[]}
 * @throws {QuestionFileError} with every line that is wrong
 */
export function readText(words) {
  const reader = new Reader();
  for (const [index, line] of words.split(/\r\n|\r|\n/).entries()) reader.take(cleaned(line), index + 1);
  return reader.end();
}

/** Owns the questions read so far, and the one that is being read. */
class Reader {
  /** @type {Prepared[]} */
  #read = [];
  /** @type {Fault[]} */
  #faults = [];
  /** @type {Draft | null} */
  #draft = null;

  /**
   * @param {string} line
   * @param {number} number
   */
  take(line, number) {
    if (line === "") this.#finish();
    else if (this.#draft === null)
      this.#draft = { line: number, text: line, choices: [], correct: null, rights: 0 };
    else this.#takeChoice(this.#draft, line, number);
  }

  /**
   * @param {Draft} draft
   * @param {string} line
   * @param {number} number
   */
  #takeChoice(draft, line, number) {
    const [, sign = "-", words = ""] = MARKED.exec(line) ?? LETTERED.exec(line) ?? [];
    const answer = ANSWER.exec(line)?.[1];
    if (answer !== undefined) {
      draft.rights += 1;
      draft.correct = answer.toUpperCase().charCodeAt(0) - FIRST_LETTER;
      this.#finish();
    } else if (words === "") {
      this.#faults.push({ line: number, kind: "no_choice" });
    } else {
      if (sign === "*") {
        draft.rights += 1;
        draft.correct = draft.choices.length;
      }
      draft.choices.push(words);
    }
  }

  /** The question that is being read has no further line. */
  #finish() {
    const draft = this.#draft;
    this.#draft = null;
    if (draft === null) return;
    const { text, choices, correct, line, rights } = draft;
    const isBroken = this.#faults.some((fault) => (fault.line ?? 0) > line);
    const kind = rights > 1 ? "right" : faultOf({ text, choices, correct });
    if (kind !== null && !isBroken) this.#faults.push({ line, kind });
    this.#read.push({ text, choices, correct });
  }

  /** @returns {Prepared[]} */
  end() {
    this.#finish();
    if (this.#faults.length > 0) throw new QuestionFileError(this.#faults);
    if (this.#read.length === 0) throw new QuestionFileError([{ line: null, kind: "no_questions" }]);
    return this.#read;
  }
}
