/** @file Pace count: how many students find the lesson too slow, fine or too fast, by their last press that still stands. */

import { PACE_FADES_MS } from "../protocol/messages.js";

/** @typedef {import("./student.js").Student} Student */
/** @typedef {"slower" | "fine" | "faster"} Pressed */

/**
 * A press stands for five minutes, while whoever made it is there.
 * @param {Iterable<Pick<Student, "online" | "status" | "paceSince">>} students
 * @param {number} nowMs
 * @returns {Record<Pressed, number>}
 */
export function countPace(students, nowMs) {
  const count = { slower: 0, fine: 0, faster: 0 };
  for (const { online, status, paceSince } of students) {
    const pace = status?.pace ?? null;
    if (online && paceSince !== null && pace !== null && nowMs - paceSince < PACE_FADES_MS) count[pace] += 1;
  }
  return count;
}
