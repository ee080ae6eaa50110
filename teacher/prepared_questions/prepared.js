/** @file Prepared question: its words, two to five choices and the right one; cleaned, and held to the wire's lengths. */

/** @typedef {{text: string, choices: string[], correct: number | null}} Prepared `correct`: index of the choice that is right */
/** @typedef {"no_text" | "long_text" | "choices" | "no_choice" | "long_choice" | "right" | "not_json" | "no_questions" | "too_many"} FaultKind */
/** @typedef {{line: number | null, kind: FaultKind}} Fault a line of the file, from 1; null where no line is to blame */

export const FAULTS = /** @type {const} */ ([
  ...["no_text", "long_text", "choices", "no_choice", "long_choice", "right"],
  ...["not_json", "no_questions", "too_many"],
]);

/** The wire's own lengths, counted as fields count them. */
export const TEXT_CHARACTERS = 200;
export const CHOICE_CHARACTERS = 60;
export const LEAST_CHOICES = 2;
export const MOST_CHOICES = 5;

/** Two hundred lessons' worth, and a fraction of what a browser keeps. */
export const MOST_PREPARED = 300;

/** Thrown where a file of questions cannot be read whole. */
export class QuestionFileError extends Error {
  /** @param {Fault[]} faults at least one, in the order of their lines */
  constructor(faults) {
    super(faults.map(({ line, kind }) => `line ${line}: ${kind}`).join(", "));
    this.faults = faults;
  }
}

/**
 * One line of plain words: controls and line ends are spaces, and spaces are one.
 * @param {string} words
 */
export function cleaned(words) {
  return words.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
}

/**
 * @param {Prepared} question
 * @returns {FaultKind | null} what keeps it from being asked
 */
export function faultOf({ text, choices, correct }) {
  if (text === "") return "no_text";
  if (text.length > TEXT_CHARACTERS) return "long_text";
  if (choices.length < LEAST_CHOICES || choices.length > MOST_CHOICES) return "choices";
  if (choices.includes("")) return "no_choice";
  if (choices.some((choice) => choice.length > CHOICE_CHARACTERS)) return "long_choice";
  const isOne = correct === null || (Number.isInteger(correct) && correct >= 0 && correct < choices.length);
  return isOne ? null : "right";
}

/**
 * @param {Prepared} one
 * @param {Prepared} other
 */
export function isSame(one, other) {
  return one.text === other.text && JSON.stringify(one.choices) === JSON.stringify(other.choices);
}
