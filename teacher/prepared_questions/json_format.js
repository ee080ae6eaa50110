/**
 * @file JSON format of questions: `{"questions": [{"question": ..., "choices": [...], "correct": 2}]}`, where `correct` counts
 * from 1 and may be missing.
 */

import { faultPosition } from "./json_fault.js";
import { cleaned, faultOf, QuestionFileError } from "./prepared.js";

/** @typedef {import("./prepared.js").Prepared} Prepared */
/** @typedef {import("./prepared.js").Fault} Fault */

const INDENT = 2;
/** A string with its escapes, or a bracket. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]/gsu;

/** @param {Prepared[]} questions */
export function writeJson(questions) {
  const rows = questions.map(({ text, choices, correct }) => ({
    question: text,
    choices,
    ...(correct === null ? {} : { correct: correct + 1 }),
  }));
  return `${JSON.stringify({ questions: rows }, null, INDENT)}\n`;
}

/**
 * @param {string} words
 * @returns {Prepared[]}
 * @throws {QuestionFileError} with the line of every question that is wrong
 */
export function readJson(words) {
  const list = listIn(parsed(words));
  if (list.length === 0) throw new QuestionFileError([{ line: null, kind: "no_questions" }]);
  const questions = list.map(preparedFrom);
  /** @type {Fault[]} */
  const faults = questions.flatMap((question, index) => {
    const kind = question === null ? "no_text" : faultOf(question);
    return kind === null ? [] : [{ line: lineOf(words, index), kind }];
  });
  if (faults.length > 0) throw new QuestionFileError(faults);
  return questions.flatMap((question) => question ?? []);
}

/** @param {string} words */
function parsed(words) {
  try {
    return JSON.parse(words);
  } catch {
    throw new QuestionFileError([{ line: lineAt(words, faultPosition(words)), kind: "not_json" }]);
  }
}

/**
 * @param {unknown} value
 * @returns {unknown[]} the questions, whether they stand alone or under their name
 */
function listIn(value) {
  const list = Array.isArray(value) ? value : /** @type {{questions?: unknown} | null} */ (value)?.questions;
  return Array.isArray(list) ? list : [];
}

/**
 * @param {unknown} value
 * @returns {Prepared | null} null where it is no question at all
 */
function preparedFrom(value) {
  const { question, choices, correct = null } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof question !== "string") return null;
  const words = Array.isArray(choices) ? choices : [];
  return {
    text: cleaned(question),
    choices: words.map((choice) =>
      ["string", "number"].includes(typeof choice) ? cleaned(String(choice)) : "",
    ),
    correct: correct === null ? null : Number(correct) - 1,
  };
}

/**
 * @param {string} words
 * @param {number} index of a question
 * @returns {number | null} the line on which it begins
 */
function lineOf(words, index) {
  const depth = words.trimStart().startsWith("[") ? 1 : 2;
  let open = 0;
  let seen = 0;
  for (const { 0: token, index: at } of words.matchAll(TOKEN)) {
    if (token === "{" && open === depth) {
      if (seen === index) return lineAt(words, at);
      seen += 1;
    }
    if (token === "{" || token === "[") open += 1;
    if (token === "}" || token === "]") open -= 1;
  }
  return null;
}

/**
 * @param {string} words
 * @param {number} position
 */
function lineAt(words, position) {
  return words.slice(0, position).split(/\r\n|\r|\n/).length;
}
