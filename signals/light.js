/** @file Light: whether the picture is too dark for a missing face to mean anything. Twin of light.py. */

import { Hysteresis } from "./timing.js";

/** Follows the mean luma of the picture. */
export class Light {
  #dark;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#dark = new Hysteresis(parameters.number("dark_on_luma"), parameters.number("dark_off_luma"));
  }

  /**
   * Return whether it is dark; null, where nobody measured the light, counts as bright.
   * @param {number | null} luma
   * @returns {boolean}
   */
  update(luma) {
    if (luma === null) this.#dark.reset();
    else this.#dark.update(luma);
    return this.#dark.on;
  }

  /** Forget the light seen. */
  reset() {
    this.#dark.reset();
  }
}
