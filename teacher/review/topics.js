/** @file Topics: what a lesson was about at a moment, by the teacher's own marks and questions. */

/** @typedef {import("../../classroom/notes.js").Mark} Mark */
/** @typedef {Pick<import("../../classroom/questions/questions.js").Question, "askedAt" | "tally">} Question */
/** @typedef {{marks: readonly Mark[], questions: readonly Question[]}} Told */

/** A mark is made, and a question asked, at the end of what it is about nearly as often as at its beginning. */
const AFTER_MS = 60_000;
const BEFORE_MS = 10 * 60_000;
const LONGEST = 60;

/**
 * @param {Told} told
 * @param {number} atMs
 * @returns {string} the last mark or question of the ten minutes before, or of the minute after; empty where there is none
 */
export function topicAt({ marks, questions }, atMs) {
  const asked = questions.map(({ askedAt, tally }) => ({ at: askedAt, text: tally.prompt.text }));
  const near = [...marks, ...asked].filter(({ at }) => at >= atMs - BEFORE_MS && at <= atMs + AFTER_MS);
  near.sort((a, b) => a.at - b.at);
  return shortened(near.at(-1)?.text ?? "");
}

/** @param {string} words */
function shortened(words) {
  const letters = [...words.replaceAll(/\s+/g, " ").trim()];
  return letters.length <= LONGEST ? letters.join("") : `${letters.slice(0, LONGEST - 1).join("")}…`;
}
