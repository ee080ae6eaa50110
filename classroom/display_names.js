/** @file Display names: what the board calls each student, by their name or a pseudonym, and no two alike. */

import { Pseudonyms } from "./pseudonym.js";

/** Gives each student a name; where two gave the same, the later gets a number. */
export class DisplayNames {
  #pseudonyms = new Pseudonyms();
  /** @type {Map<string, number>} the number of each student who has a name, who came first first */
  #numbers = new Map();
  /** @type {Map<string, number>} how many have had each name */
  #bearers = new Map();

  /**
   * @param {{id: string, name: string | null}} student
   * @returns {string}
   */
  nameOf({ id, name }) {
    if (name === null) return this.#pseudonyms.nameOf(id);
    const number = this.#numbers.get(id) ?? this.#count(name.normalize("NFC"));
    this.#numbers.set(id, number);
    return number === 1 ? name : `${name} (${number})`;
  }

  /** @param {string} id of a student whom the board does without */
  forget(id) {
    this.#numbers.delete(id);
    this.#pseudonyms.forget(id);
  }

  /** @param {string} same */
  #count(same) {
    const number = (this.#bearers.get(same) ?? 0) + 1;
    this.#bearers.set(same, number);
    return number;
  }
}
