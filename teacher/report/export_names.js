/** @file Export names: every student under a name that no other of the lesson has. */

import { Pseudonyms } from "../../classroom/pseudonym.js";

/**
 * @param {Iterable<Pick<import("../../classroom/student.js").Student, "id" | "name">>} students in the order they came
 * @param {boolean} named false where no name is to leave this device
 * @returns {(id: string) => string} empty for a student who is not of them
 */
export function exportNames(students, named) {
  const pseudonyms = new Pseudonyms();
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Map<string, number>} the number that each name last got */
  const taken = new Map();
  for (const { id, name } of students) {
    const pseudonym = pseudonyms.nameOf(id);
    names.set(id, uniqueName((named ? name : null) ?? pseudonym, taken));
  }
  return (id) => names.get(id) ?? "";
}

/**
 * @param {string} name
 * @param {Map<string, number>} taken
 * @returns {string} such as `Mia`, and `Mia (2)` for the second of that name
 */
function uniqueName(name, taken) {
  let number = taken.get(name) ?? 0;
  let own = name;
  do {
    number += 1;
    own = number === 1 ? name : `${name} (${number})`;
  } while (number > 1 && taken.has(own));
  taken.set(name, number);
  if (number > 1) taken.set(own, 1);
  return own;
}
