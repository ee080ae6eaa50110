/** @file What the board calls each student: by their name, by a pseudonym where there is none, and no two alike. */

import { Pseudonyms } from "./pseudonym.js";

/** Gives each student a name; where two gave the same, the later gets a number. */
export class Names {
  #pseudonyms = new Pseudonyms();
  /** @type {Map<string, string[]>} students' ids by name, who came first first */
  #bearers = new Map();

  /**
   * @param {{id: string, name: string | null}} student
   * @returns {string}
   */
  update({ id, name }) {
    if (name === null) return this.#pseudonyms.update(id);
    const same = name.normalize("NFC");
    const bearers = this.#bearers.get(same) ?? [];
    this.#bearers.set(same, bearers);
    if (!bearers.includes(id)) bearers.push(id);
    const number = bearers.indexOf(id) + 1;
    return number === 1 ? name : `${name} (${number})`;
  }
}
