/** @file Priority: who needs help first, and so the order of the tiles. */

import { labelOf } from "../../../classroom/student.js";
import { nameOrder } from "../../../look/locale.js";
import { STATE_NAMES, STATES } from "../../../protocol/states.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/student.js").Label} Label */

/**
 * From the most to the least in need; `calibrating` and `paused` say that the student is busy, not in trouble.
 * @type {readonly (Label["state"] | "alert" | "hand" | "lost")[]}
 */
export const NEED_ORDER = [
  "alert",
  "hand",
  "lost",
  ...STATE_NAMES.toSorted((a, b) => STATES[b].urgency - STATES[a].urgency),
  "offline",
];

/**
 * A student's place in `NEED_ORDER`: 0 is the most urgent.
 * @param {Label} label
 */
export function needOf({ state, alerts, hand, lost }) {
  if (alerts.length > 0) return NEED_ORDER.indexOf("alert");
  if (hand) return NEED_ORDER.indexOf("hand");
  if (lost) return NEED_ORDER.indexOf("lost");
  return NEED_ORDER.indexOf(state);
}

/**
 * Whether the student asks for the teacher, by an alert or in person: this moves a tile at once.
 * @param {Label} label
 */
export function isUrgent({ alerts, hand, lost }) {
  return alerts.length > 0 || hand || lost;
}

/**
 * Students in the order of need; raised hands by who was first, the rest by their shown name.
 * @param {Iterable<Student>} students
 * @param {(student: Student) => string} nameOf
 * @returns {Student[]}
 */
export function byNeed(students, nameOf) {
  const keyed = [...students].map((student) => ({ student, ...keyOf(student), name: nameOf(student) }));
  const compare = nameOrder();
  keyed.sort((a, b) => a.need - b.need || a.handSince - b.handSince || compare(a.name, b.name));
  return keyed.map(({ student }) => student);
}

/** @param {Student} student */
function keyOf(student) {
  const label = labelOf(student);
  return { need: needOf(label), handSince: label.hand ? (student.handSince ?? 0) : 0 };
}
