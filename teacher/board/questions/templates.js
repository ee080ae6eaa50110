/** @file Question templates: what a teacher asks every day, ready with two presses, in the teacher's own language. */

import { text } from "../../text.js";

/** @typedef {{text: string, choices: string[]}} Template */
/** @typedef {"check" | "yes_no" | "letters" | "scale" | "own"} TemplateName `own`: a question and choices of one's own */

const LEVELS = /** @type {const} */ (["got_it", "so_so", "lost"]);
/** The same on slides in every language. */
const LETTERS = ["A", "B", "C", "D"];
const GRADES = ["1", "2", "3", "4", "5"];

/** @type {Record<TemplateName, () => Template>} */
const TEMPLATES = {
  check: () => ({ text: text("ask.check"), choices: LEVELS.map((level) => text(`ask.${level}`)) }),
  yes_no: () => ({ text: text("ask.check_yes_no"), choices: [text("ask.yes"), text("ask.no")] }),
  letters: () => ({ text: text("ask.check_letters"), choices: LETTERS }),
  scale: () => ({ text: text("ask.check_scale"), choices: GRADES }),
  own: () => ({ text: "", choices: [] }),
};

/** @param {TemplateName} name */
export const templateOf = (name) => TEMPLATES[name]();

/**
 * Whether words were filled in by a template, and so may be replaced by another's.
 * @param {string} words
 */
export function isTemplates(words) {
  return Object.values(TEMPLATES).some((template) => template().text === words);
}
