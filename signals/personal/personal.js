/**
 * @file Personal model: how likely this student is lost now, by cue means and what their tags taught.
 *
 * Twin of personal.py.
 */

import { Hysteresis } from "../maths/smoothing.js";
import { CueMeans } from "./cue_means.js";
import { Learning } from "./learning.js";

/**
 * Follows the cue means while switched on, and nothing while off, which it is at first.
 *
 * `weights` are those of the student's own model, null where the room's rule alone tells.
 */
export class Personal {
  #means;
  #learning;
  #lost;
  on = false;
  /** @type {number[] | null} */
  weights = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#means = new CueMeans(parameters);
    this.#learning = new Learning(parameters);
    this.#lost = new Hysteresis(parameters.number("personal_on"), parameters.number("personal_off"));
  }

  /** Whether the student's own model tells. */
  get runs() {
    return this.on && this.weights !== null;
  }

  /** The cue means of the last seconds, null where too little was measured. */
  get means() {
    return this.#means.means;
  }

  /**
   * Switch on or off, with the weights of a model of the student's own where there is one.
   * @param {boolean} on
   * @param {readonly number[] | null} weights
   */
  switch(on, weights) {
    this.on = on;
    this.weights = weights === null ? null : [...weights];
    if (!on) this.reset();
  }

  /**
   * Take the cues of one frame, null where they could not be told.
   * @param {readonly number[] | null} values
   * @param {number} tS
   * @param {number} dtS
   */
  update(values, tS, dtS) {
    if (this.on) this.#means.update(values, tS, dtS);
  }

  /**
   * Return whether the student's own model calls this moment lost; while not `asked` it starts anew.
   * @param {boolean} asked
   * @returns {boolean}
   */
  lost(asked) {
    const { means } = this;
    if (!asked || means === null || this.weights === null) {
      this.#lost.reset();
      return false;
    }
    return this.#lost.update(this.#learning.likely(means, this.weights));
  }

  /** Forget the cues seen. */
  reset() {
    this.#means.reset();
    this.#lost.reset();
  }
}
