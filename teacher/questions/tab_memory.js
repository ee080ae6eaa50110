/**
 * @file The questions as the tab remembers them over a reload: the disk may be refused, or a moment behind, and without
 * its question a board could not count the answers that the students say again. The history entry of the page's own
 * address goes with the tab.
 */

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("../journal/store.js").Note} Note */
/** @typedef {{code: string, asked: {prompt: Question["tally"]["prompt"], askedAt: number, endedAt: number | null}[]}} Kept */

/** Browsers take some hundred kilobytes; a question has two at most. */
const MOST_KEPT = 20;

/**
 * @param {string} code
 * @param {Question[]} questions
 */
export function rememberQuestions(code, questions) {
  const asked = questions
    .slice(-MOST_KEPT)
    .map(({ tally, askedAt, endedAt }) => ({ prompt: tally.prompt, askedAt, endedAt }));
  history.replaceState({ code, asked }, "");
}

/**
 * @param {string} code
 * @returns {Note[]} as if the questions were asked and ended again
 */
export function recallQuestions(code) {
  /** @type {Kept | null} */
  const kept = history.state;
  if (kept?.code !== code) return [];
  return kept.asked.flatMap(({ prompt, askedAt, endedAt }) => {
    /** @type {Note[]} */
    const notes = [{ kind: "asked", at: askedAt, prompt }];
    return endedAt === null ? notes : [...notes, { kind: "ended", at: endedAt, prompt: prompt.id }];
  });
}
