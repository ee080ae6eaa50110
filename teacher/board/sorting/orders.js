/** @file Sort orders of the tiles, by need, by name or by joining; pinned students come first in each. */

import { nameOrder } from "../../../look/locale.js";
import { byNeed } from "./need.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {"need" | "name" | "join"} Order */
/** @typedef {(student: Student) => string} NameOf */

/** @type {Record<Order, (students: Iterable<Student>, nameOf: NameOf) => Student[]>} */
const ORDERS = {
  need: byNeed,
  name: (students, nameOf) => byKey(students, nameOf, nameOrder()),
  join: (students) => byKey(students, joinedAt, (a, b) => a - b),
};

/**
 * @param {Iterable<Student>} students
 * @param {{order: Order, nameOf: NameOf, pinned: ReadonlySet<string>}} wish
 * @returns {Student[]}
 */
export function inOrder(students, { order, nameOf, pinned }) {
  const all = ORDERS[order](students, nameOf);
  if (pinned.size === 0) return all;
  return [...all.filter(({ id }) => pinned.has(id)), ...all.filter(({ id }) => !pinned.has(id))];
}

/**
 * @template K
 * @param {Iterable<Student>} students
 * @param {(student: Student) => K} keyOf
 * @param {(a: K, b: K) => number} compareKeys
 */
function byKey(students, keyOf, compareKeys) {
  const keyed = [...students].map((student) => ({ student, key: keyOf(student) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key)).map(({ student }) => student);
}

/** @param {Student} student */
function joinedAt({ presences, reports }) {
  return Math.min(
    presences[0]?.at ?? Number.POSITIVE_INFINITY,
    reports[0]?.at ?? Number.POSITIVE_INFINITY,
    Number.MAX_VALUE,
  );
}
