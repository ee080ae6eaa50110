/** @file How the class finds the pace: what each student last pressed, fading over five minutes. */

/** @typedef {import("../student.js").Student} Student */
/** @typedef {"slower" | "fine" | "faster"} Pressed */

export const FADES_MS = 5 * 60 * 1000;

/**
 * A press counts fully when it is made, and less and less until it is forgotten.
 * @param {Iterable<Pick<Student, "online" | "status">>} students
 * @param {number} nowMs
 * @returns {Record<Pressed, number>}
 */
export function sumPace(students, nowMs) {
  const sum = { slower: 0, fine: 0, faster: 0 };
  for (const { online, status } of students) {
    const pace = status?.pace ?? null;
    if (!online || status === null || pace === null) continue;
    sum[pace] += Math.min(1, Math.max(0, 1 - (nowMs - status.at) / FADES_MS));
  }
  return sum;
}
