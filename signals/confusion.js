/**
 * @file Confusion: brow lowered, head tilted, no smile and gaze centred, all at once and for long.
 *
 * Twin of confusion.py.
 */

/** The strict rule: one moment without all four cues starts it anew, until it has come on. */
export class StrictConfusion {
  #limitS;
  #capS;
  #offS;
  #drain;
  #filledS = 0;
  on = false;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#limitS = parameters.number("confused_s");
    this.#capS = parameters.number("confused_cap") * this.#limitS;
    this.#offS = parameters.number("confused_off") * this.#limitS;
    this.#drain = parameters.number("confused_drain");
  }

  /**
   * Return whether the cues have lasted; `evidence` is that all four are on.
   * @param {boolean} evidence
   * @param {number} dtS
   * @returns {boolean}
   */
  update(evidence, dtS) {
    if (this.on) {
      const changeS = evidence ? dtS : -this.#drain * dtS;
      this.#filledS = Math.min(this.#filledS + changeS, this.#capS);
      this.on = this.#filledS >= this.#offS;
    } else {
      this.#filledS = evidence ? this.#filledS + dtS : 0;
      this.on = this.#filledS >= this.#limitS;
    }
    return this.on;
  }

  /** Forget the cues seen. */
  reset() {
    this.#filledS = 0;
    this.on = false;
  }
}
