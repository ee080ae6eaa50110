/** @file The troubles that stand at this moment, each shown with its words and its way on. */

import { showTroubles } from "../view.js";
import { text } from "./text.js";

/** @typedef {import("./troubles.js").Trouble} Trouble */
/** @typedef {import("./troubles.js").Spoken} Spoken */

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
   * @param {string} [words] where the words are not the trouble's own
   */
  update(trouble, stands, words) {
    const before = this.standing.get(trouble);
    if (!stands) this.standing.delete(trouble);
    else this.standing.set(trouble, words ?? text(`trouble.${/** @type {Spoken} */ (trouble)}`));
    if (this.standing.get(trouble) !== before) showTroubles(this.standing, this.onWay);
  }

  /** @param {Trouble[]} troubles which to end; all of them where none is named */
  clear(...troubles) {
    for (const trouble of troubles.length === 0 ? [...this.standing.keys()] : troubles)
      this.update(trouble, false);
  }
}
