/** @file Yawn: a mouth wide open for seconds that neither laughs nor speaks. Twin of yawn.py. */

import { Hysteresis, Witness } from "./timing.js";

/** Follows how far the mouth is open against its baseline. */
export class Yawn {
  #open;
  #minS;
  #maxS;
  #witness;
  #openS = 0;
  on = false;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#open = new Hysteresis(number("yawn_open_on_cm"), number("yawn_open_off_cm"));
    this.#minS = number("yawn_min_s");
    this.#maxS = number("yawn_max_s");
    this.#witness = new Witness(number("dt_max_s"));
  }

  /** The mouth is open as wide as in a yawn. */
  get wide() {
    return this.#open.on;
  }

  /**
   * Return whether this is a yawn; `excused`: the face smiles or the lips swing, as in singing.
   * @param {import("./measures.js").FaceMeasures} measures
   * @param {import("./baseline.js").Reference} reference
   * @param {boolean} excused
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, excused, dtS) {
    const openedCm = reference.change("mouth_open_cm", measures.mouth_open_cm);
    const wide = this.#open.update(openedCm);
    const countedS = this.#witness.update(wide, dtS);
    this.#openS = wide ? this.#openS + countedS : 0;
    this.on = !excused && this.#minS <= this.#openS && this.#openS <= this.#maxS;
    return this.on;
  }

  /** Forget the mouth seen. */
  reset() {
    this.#open.reset();
    this.#witness.reset();
    this.#openS = 0;
    this.on = false;
  }
}
