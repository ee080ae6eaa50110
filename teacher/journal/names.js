/** @file Who is who in a file: every student under a name that no other of the lesson has. */

import { Pseudonyms } from "../pseudonym.js";

/**
 * @param {Iterable<Pick<import("../student.js").Student, "id" | "name">>} students in the order they came
 * @param {boolean} named false where no name is to leave this device
 * @returns {(id: string) => string} empty for a student who is not of them
 */
export function namesOf(students, named) {
  const pseudonyms = new Pseudonyms();
  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Set<string>} */
  const taken = new Set();
  for (const { id, name } of students) {
    const pseudonym = pseudonyms.update(id);
    const own = free((named ? name : null) ?? pseudonym, taken);
    taken.add(own);
    names.set(id, own);
  }
  return (id) => names.get(id) ?? "";
}

/**
 * @param {string} name
 * @param {Set<string>} taken
 * @returns {string} such as `Mia`, and `Mia (2)` for the second of that name
 */
function free(name, taken) {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}
