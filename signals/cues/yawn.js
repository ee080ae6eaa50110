/** @file Yawn: a mouth wide open for seconds that neither laughs nor speaks. Twin of yawn.py. */

import { Witness } from "../maths/persistence.js";
import { Hysteresis } from "../maths/smoothing.js";

/**
 * Follows how far the mouth is open against its baseline.
 *
 * A hand before it shuts the mesh's mouth within a frame or two, which no jaw does: as long as the eyes stay narrowed,
 * the yawn goes on behind it. One that a hand covers from its begin cannot be told.
 */
export class Yawn {
  #open;
  #minS;
  #maxS;
  #witness;
  #snapCmPerS;
  #narrow;
  #openedCm = 0;
  #covered = false;
  #openS = 0;
  on = false;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#open = new Hysteresis(number("yawn_open_on_cm"), number("yawn_open_off_cm"));
    this.#minS = number("yawn_min_s");
    this.#maxS = number("yawn_max_s");
    this.#snapCmPerS = number("yawn_snap_cm_per_s");
    this.#narrow = number("yawn_narrow_share");
    this.#witness = new Witness(number("dt_max_s"));
  }

  /** The mouth is open as wide as in a yawn, as far as can be seen. */
  get wide() {
    return this.#open.on || this.#covered;
  }

  /**
   * Return whether this is a yawn; `excused`: the face smiles or the lips swing, as in singing.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {boolean} excused
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, excused, dtS) {
    const openedCm = reference.change("mouth_open_cm", measures.mouth_open_cm);
    const narrow = measures.ear < this.#narrow * reference.open_ear;
    this.#follow(openedCm, narrow, dtS);
    const countedS = this.#witness.update(this.wide, dtS);
    this.#openS = this.wide ? this.#openS + countedS : 0;
    this.on = !excused && this.#minS <= this.#openS && this.#openS <= this.#maxS;
    return this.on;
  }

  /** Forget the mouth seen. */
  reset() {
    this.#open.reset();
    this.#witness.reset();
    this.#openedCm = 0;
    this.#covered = false;
    this.#openS = 0;
    this.on = false;
  }

  /**
   * @param {number} openedCm
   * @param {boolean} narrow
   * @param {number} dtS
   */
  #follow(openedCm, narrow, dtS) {
    const snaps = this.#openedCm - openedCm > this.#snapCmPerS * dtS;
    const wasWide = this.#open.on;
    this.#openedCm = openedCm;
    const wide = this.#open.update(openedCm);
    this.#covered = !wide && narrow && (this.#covered || (wasWide && snaps));
  }
}
