/** @file Status history: when students raised a hand, said "I'm lost" or told the pace, over a whole lesson. */

import { isValidTime } from "./timestamps.js";

/** @typedef {import("../protocol/messages.js").Pace} Pace */
/** @typedef {import("../protocol/messages.js").StatusRow} StatusRow */
/** @typedef {typeof STATUS_EVENTS[number]} StatusEventKind */
/** @typedef {{student: string, at: number, said: StatusEventKind}} StatusEvent `at` in ms on the relay's clock */
/** @typedef {{at: number, hand: boolean, lost: boolean, pace: Pace, handAt: number | null, lostAt: number | null, paceAt: number | null}} Status the times of the facts are null where the page told none */

export const STATUS_EVENTS = /** @type {const} */ ([
  ...["hand_up", "hand_down", "lost", "not_lost"],
  ...["pace_slower", "pace_fine", "pace_faster", "pace_none"],
]);

/** @type {Status} */
const NOTHING = { at: 0, hand: false, lost: false, pace: null, handAt: null, lostAt: null, paceAt: null };

/**
 * A status tells all three facts whenever one of them changes, and boards that watched together have each kept it.
 * @param {readonly StatusRow[]} rows of all students
 * @returns {StatusEvent[]} each saying once, oldest first
 */
export function statusEvents(rows) {
  /** @type {Map<string, Status[]>} */
  const statuses = new Map();
  for (const row of rows) {
    const said = statuses.get(row[0]) ?? [];
    said.push(statusOf(row));
    statuses.set(row[0], said);
  }
  const found = [...statuses].flatMap(([student, said]) => eventsOf(student, said));
  return found.sort((a, b) => a.at - b.at);
}

/**
 * @param {StatusRow} row with the times of its three facts behind, where the student's page tells them
 * @returns {Status}
 */
function statusOf(row) {
  const [, , at, hand, lost, pace, ...told] = /** @type {[...StatusRow, ...unknown[]]} */ (row);
  const [handAt, lostAt, paceAt] = [0, 1, 2].map((index) => validTimeOrNull(told[index], at));
  return { at, hand, lost, pace, handAt: handAt ?? null, lostAt: lostAt ?? null, paceAt: paceAt ?? null };
}

/**
 * @param {unknown} told
 * @param {number} statusAt
 */
function validTimeOrNull(told, statusAt) {
  return typeof told === "number" && isValidTime(told, statusAt) ? told : null;
}

/**
 * @param {string} student
 * @param {Status[]} statuses
 * @returns {StatusEvent[]}
 */
function eventsOf(student, statuses) {
  /** @type {StatusEvent[]} */
  const found = [];
  let before = NOTHING;
  for (const status of statuses.sort((a, b) => a.at - b.at)) {
    const { at, hand, lost, pace, handAt, lostAt, paceAt } = status;
    if (hand !== before.hand) found.push({ student, at: handAt ?? at, said: hand ? "hand_up" : "hand_down" });
    if (lost !== before.lost) found.push({ student, at: lostAt ?? at, said: lost ? "lost" : "not_lost" });
    if (pace !== before.pace || isPressedAgain(before, status))
      found.push({ student, at: paceAt ?? at, said: pace === null ? "pace_none" : `pace_${pace}` });
    before = status;
  }
  return found;
}

/**
 * @param {Status} before
 * @param {Status} status of the same pace
 */
function isPressedAgain(before, { pace, paceAt }) {
  return pace !== null && paceAt !== null && before.paceAt !== null && paceAt !== before.paceAt;
}
