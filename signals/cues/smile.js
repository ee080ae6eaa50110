/** @file Smile: lifted and parted mouth corners (AU12) against the baseline. Twin of smile.py. */

import { Ema, Hysteresis } from "../maths/smoothing.js";

/** Whether the mouth smiles against the student's own baseline. */
export class Smile {
  #lift;
  #width;
  #lifted;
  #parted;
  on = false;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const tauS = parameters.number("ema_tau_s");
    this.#lift = new Ema(tauS);
    this.#width = new Ema(tauS);
    this.#lifted = new Hysteresis(
      parameters.number("smile_lift_on_cm"),
      parameters.number("smile_lift_off_cm"),
    );
    this.#parted = new Hysteresis(
      parameters.number("smile_width_on_cm"),
      parameters.number("smile_width_off_cm"),
    );
  }

  /**
   * Return whether the smoothed corners are lifted and apart; an open jaw alone only lifts them.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, dtS) {
    const liftCm = this.#lift.update(measures.corner_lift_cm, dtS);
    const widthCm = this.#width.update(measures.mouth_width_cm, dtS);
    const lifted = this.#lifted.update(reference.change("corner_lift_cm", liftCm));
    const parted = this.#parted.update(reference.change("mouth_width_cm", widthCm));
    this.on = lifted && parted;
    return this.on;
  }

  /** Forget the mouth seen. */
  reset() {
    for (const part of [this.#lift, this.#width, this.#lifted, this.#parted]) part.reset();
    this.on = false;
  }
}
