/** @file Tab state of the door: what survives a reload of it, with the names of who was removed. */

import { recallFromTab, rememberInTab } from "../toolkit/tab_state.js";

/** @typedef {import("../../../protocol/messages.js").DoorMessage} DoorMessage */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {{words: DoorMessage[], names: Record<string, string>}} Kept */

/** A seat and its name have two hundred bytes at most. */
const MOST_KEPT = 300;

/**
 * @param {string} code
 * @param {import("./door.js").Door} door
 * @param {ReadonlyMap<string, string>} names of the students who have one
 */
export function rememberDoor(code, door, names) {
  const students = door.removed.slice(0, MOST_KEPT);
  const known = students.flatMap((student) => {
    const name = names.get(student);
    return name === undefined ? [] : [[student, name]];
  });
  const words = door.messages({ lock: true, students: [...students, ...door.admitted.slice(0, MOST_KEPT)] });
  rememberInTab(code, { door: { words, names: Object.fromEntries(known) } });
}

/**
 * @param {string} code
 * @returns {Note[]}
 */
export function recallDoor(code) {
  /** @type {Kept} */
  const { words, names } = recallFromTab(code).door ?? { words: [], names: {} };
  return words.map((word) => ({ kind: "door", at: 0, word, names }));
}
