/** @file Tab state of the questions: what survives a reload of them, so that answers sent again can be counted. */

import { recallFromTab, rememberInTab } from "../toolkit/tab_state.js";

/** @typedef {import("../../../classroom/questions/questions.js").Question} Question */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {Pick<Question, "askedAt" | "endedAt"> & Partial<Pick<Question, "correct" | "results" | "putAway" | "actedAt">> & {prompt: Question["tally"]["prompt"]}} Kept */

/** A question has two kilobytes at most. */
const MOST_KEPT = 20;

/**
 * @param {string} code
 * @param {Question[]} questions
 */
export function rememberQuestions(code, questions) {
  rememberInTab(code, { asked: questions.slice(-MOST_KEPT).map(keptOf) });
}

/**
 * @param {Question} question
 * @returns {Kept}
 */
function keptOf({ tally, askedAt, endedAt, correct, results, putAway, actedAt }) {
  return { prompt: tally.prompt, askedAt, endedAt, correct, results, putAway, actedAt };
}

/**
 * @param {string} code
 * @returns {Note[]} as if everything happened again
 */
export function recallQuestions(code) {
  /** @type {Kept[]} */
  const asked = recallFromTab(code).asked ?? [];
  return asked.flatMap(notesOf);
}

/**
 * @param {Kept} kept
 * @returns {Note[]}
 */
function notesOf({
  prompt: asked,
  askedAt,
  endedAt,
  correct = null,
  results = null,
  putAway = false,
  actedAt,
}) {
  const prompt = asked.id;
  const at = actedAt ?? endedAt ?? askedAt;
  /** @type {Note[]} */
  const notes = [{ kind: "asked", at: askedAt, prompt: asked }];
  if (correct !== null) notes.push({ kind: "marked", at: askedAt, prompt, correct });
  if (endedAt === null) return notes;
  notes.push({ kind: "ended", at: endedAt, prompt });
  if (results !== null) notes.push({ kind: "shown", at, prompt, results });
  if (putAway) notes.push({ kind: "put_away", at, prompt });
  return notes;
}
