/** @file What students said over a lesson, summed up: hands, "I'm lost" and the pace, by presses and by students. */

/** @typedef {import("../../classroom/status_history.js").StatusEvent} StatusEvent */
/** @typedef {import("../../classroom/status_history.js").StatusEventKind} Kind */
/** @typedef {{times: number, students: number}} Presses */

/** What a student told; that they took it back says nothing more. */
export const SUMMED = /** @type {const} */ (["hand_up", "lost", "pace_slower", "pace_fine", "pace_faster"]);

/**
 * @param {readonly StatusEvent[]} said
 * @returns {{kind: typeof SUMMED[number], times: number, students: number}[]} only what anybody said
 */
export function saidSummary(said) {
  return SUMMED.map((kind) => ({ kind, ...pressesOf(said, kind) })).filter(({ times }) => times > 0);
}

/**
 * @param {readonly StatusEvent[]} said
 * @param {Kind} kind
 * @returns {Presses}
 */
function pressesOf(said, kind) {
  const presses = said.filter((event) => event.said === kind);
  return { times: presses.length, students: new Set(presses.map(({ student }) => student)).size };
}
