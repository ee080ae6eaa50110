/**
 * @file Learnt confusion: the student's own model, never below the rule `strict` and never beyond `brow`.
 *
 * Twin of learnt_confusion.py.
 */

import { Confusion } from "./confusion.js";

/** @typedef {import("./confusion.js").Evidence} Evidence */

export const STRICTEST = "strict";
export const MILDEST = "brow";

/** On where the strictest rule is, and where the mildest is and the student's own model agrees. */
export class LearntConfusion {
  #strictest;
  #mildest;
  #personal;
  on = false;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {import("../personal/personal.js").Personal} personal
   */
  constructor(parameters, personal) {
    this.#strictest = new Confusion(parameters, STRICTEST);
    this.#mildest = new Confusion(parameters, MILDEST);
    this.#personal = personal;
  }

  /**
   * Take what the cues of one frame are for each of the two rules.
   * @param {Evidence | null} strict
   * @param {Evidence | null} mild
   * @param {number} dtS
   * @returns {boolean}
   */
  update(strict, mild, dtS) {
    const surely = this.#strictest.update(strict, dtS);
    const perhaps = this.#mildest.update(mild, dtS);
    this.on = this.#personal.lost(perhaps) || surely;
    return this.on;
  }

  /** Forget the cues seen. */
  reset() {
    this.#strictest.reset();
    this.#mildest.reset();
    this.on = false;
  }
}
