/** @file The troubles that stand at this moment, each shown with its words and its way on. */

import { TROUBLE_WORDS } from "./troubles.js";
import { showTroubles } from "./view.js";

/** @typedef {import("./troubles.js").Trouble} Trouble */

export class Notices {
  /** @param {(way: import("./troubles.js").WayOn) => void} onWay */
  constructor(onWay) {
    this.onWay = onWay;
    /** @type {Map<Trouble, string>} */
    this.standing = new Map();
  }

  /**
   * @param {Trouble} trouble
   * @param {boolean} stands
   * @param {string} [text] where the words are not the trouble's own
   */
  update(trouble, stands, text = TROUBLE_WORDS[trouble].text) {
    if (stands ? this.standing.get(trouble) === text : !this.standing.has(trouble)) return;
    if (stands) this.standing.set(trouble, text);
    else this.standing.delete(trouble);
    showTroubles(this.standing, this.onWay);
  }

  /** @param {Trouble[]} troubles which to end; all of them where none is named */
  clear(...troubles) {
    for (const trouble of troubles.length === 0 ? [...this.standing.keys()] : troubles)
      this.update(trouble, false);
  }
}
