/** @file Tab state of the questions: what survives a reload of them, so that answers sent again can be counted. */

import { recallFromTab, rememberInTab } from "../toolkit/tab_state.js";

/** @typedef {import("../../../classroom/questions/questions.js").Question} Question */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {{prompt: Question["tally"]["prompt"], askedAt: number, endedAt: number | null}} Kept */

/** A question has two kilobytes at most. */
const MOST_KEPT = 20;

/**
 * @param {string} code
 * @param {Question[]} questions
 */
export function rememberQuestions(code, questions) {
  const asked = questions
    .slice(-MOST_KEPT)
    .map(({ tally, askedAt, endedAt }) => ({ prompt: tally.prompt, askedAt, endedAt }));
  rememberInTab(code, { asked });
}

/**
 * @param {string} code
 * @returns {Note[]} as if the questions were asked and ended again
 */
export function recallQuestions(code) {
  /** @type {Kept[]} */
  const asked = recallFromTab(code).asked ?? [];
  return asked.flatMap(({ prompt, askedAt, endedAt }) => {
    /** @type {Note[]} */
    const notes = [{ kind: "asked", at: askedAt, prompt }];
    return endedAt === null ? notes : [...notes, { kind: "ended", at: endedAt, prompt: prompt.id }];
  });
}
