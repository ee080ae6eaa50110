/** @file Light: whether the picture is too dark for a missing face to mean anything. Twin of light.py. */

import { Dwell } from "../maths/persistence.js";
import { Hysteresis } from "../maths/smoothing.js";

/** Follows the mean luma of the picture. */
export class Light {
  #low;
  #dark;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#low = new Hysteresis(number("dark_on_luma"), number("dark_off_luma"));
    this.#dark = new Dwell(number("dark_s"), number("dwell_drain"), number("dt_max_s"));
  }

  /**
   * Return whether it has been dark; null, where nobody measured the light, counts as bright.
   * @param {number | null} luma
   * @param {number} dtS
   * @returns {boolean}
   */
  update(luma, dtS) {
    if (luma === null) this.reset();
    else this.#dark.update(this.#low.update(luma), dtS);
    return this.#dark.on;
  }

  /** Forget the light seen. */
  reset() {
    this.#low.reset();
    this.#dark.reset();
  }
}
