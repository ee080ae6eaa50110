/** @file Tilt: whether the head leans to a shoulder. Twin of tilt.py. */

import { Ema, Hysteresis } from "../maths/smoothing.js";

/** Whether the head is tilted, to either side, against the student's own baseline. */
export class HeadTilt {
  #roll;
  #tilted;
  on = false;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#roll = new Ema(parameters.number("ema_tau_s"));
    this.#tilted = new Hysteresis(parameters.number("tilt_on_deg"), parameters.number("tilt_off_deg"));
  }

  /**
   * Return whether the smoothed roll is off its baseline.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, dtS) {
    const rollDeg = this.#roll.update(measures.roll_deg, dtS);
    this.on = this.#tilted.update(reference.tiltDeg(rollDeg));
    return this.on;
  }

  /** Forget the roll seen. */
  reset() {
    this.#roll.reset();
    this.#tilted.reset();
    this.on = false;
  }
}
