/** @file What the board calls each student: by their name, by a pseudonym where there is none, and no two alike. */

import { Pseudonyms } from "./pseudonym.js";

/** Gives each student a name; where two gave the same, the later gets a number. */
export class Names {
  #pseudonyms = new Pseudonyms();
  /** @type {Map<string, Map<string, number>>} the number of each student by name, who came first first */
  #numbers = new Map();

  /**
   * @param {{id: string, name: string | null}} student
   * @returns {string}
   */
  update({ id, name }) {
    if (name === null) return this.#pseudonyms.update(id);
    const same = name.normalize("NFC");
    const numbers = this.#numbers.get(same) ?? new Map();
    this.#numbers.set(same, numbers);
    const number = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, number);
    return number === 1 ? name : `${name} (${number})`;
  }
}
