/** @file Comparison of two lessons: minute by minute, or by chapters that both call the same. */

import { MANY } from "./numbers.js";

/** @typedef {import("./numbers.js").Session} Session */
/** @typedef {import("../../../classroom/archive/refusals.js").CurveMinute} CurveMinute */
/** @typedef {{name: string, minutes: number, lost: number | null}} Part of a lesson: the share of its told minutes in which many were lost */
/** @typedef {{name: string, one: Part, other: Part}} Pair */

/**
 * @param {Session} one
 * @param {Session} other
 * @returns {{minute: number, one: CurveMinute | null, other: CurveMinute | null}[]} as long as the longer one
 */
export function byMinute(one, other) {
  const length = Math.max(one.minutes.length, other.minutes.length);
  return Array.from({ length }, (_, minute) => ({
    minute,
    one: one.minutes[minute] ?? null,
    other: other.minutes[minute] ?? null,
  }));
}

/**
 * @param {Session} one
 * @param {Session} other
 * @returns {Pair[]} in the order of the first; chapters that only one has are left out
 */
export function byChapter(one, other) {
  const parts = new Map(partsOf(other).map((part) => [nameKey(part.name), part]));
  return partsOf(one).flatMap((part) => {
    const same = parts.get(nameKey(part.name));
    return same === undefined ? [] : [{ name: part.name, one: part, other: same }];
  });
}

/** @param {string} name */
const nameKey = (name) => name.normalize("NFKC").toLocaleLowerCase().replaceAll(/\s+/g, " ").trim();

/**
 * A chapter lasts until the next marker; of two that are called the same, both count.
 * @param {Session} session
 * @returns {Part[]}
 */
function partsOf({ marks, minutes }) {
  /** @type {Map<string, {name: string, minutes: (CurveMinute | null)[]}>} */
  const parts = new Map();
  const inOrder = marks.toSorted(([a], [b]) => a - b);
  for (const [index, [from, name]] of inOrder.entries()) {
    const to = inOrder[index + 1]?.[0] ?? minutes.length;
    const known = parts.get(nameKey(name)) ?? { name, minutes: [] };
    // Two markers in one minute share it.
    known.minutes.push(...minutes.slice(from, Math.max(to, from + 1)));
    parts.set(nameKey(name), known);
  }
  return [...parts.values()].map((part) => {
    const told = part.minutes.flatMap((minute) => minute ?? []);
    const lost = told.filter((minute) => minute.lost_or_slower >= MANY).length / told.length;
    return { name: part.name, minutes: part.minutes.length, lost: told.length === 0 ? null : lost };
  });
}
