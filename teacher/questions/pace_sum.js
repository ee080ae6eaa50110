/** @file How the class finds the pace: what each student last pressed, fading over five minutes. */

import { PACE_FADES_MS } from "../../protocol/messages.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {"slower" | "fine" | "faster"} Pressed */

/**
 * A press counts fully when it is made, and less and less until it is forgotten.
 * @param {Iterable<Pick<Student, "online" | "status" | "paceSince">>} students
 * @param {number} nowMs
 * @returns {Record<Pressed, number>}
 */
export function sumPace(students, nowMs) {
  const sum = { slower: 0, fine: 0, faster: 0 };
  for (const { online, status, paceSince } of students) {
    const pace = status?.pace ?? null;
    if (!online || paceSince === null || pace === null) continue;
    sum[pace] += Math.min(1, Math.max(0, 1 - (nowMs - paceSince) / PACE_FADES_MS));
  }
  return sum;
}
