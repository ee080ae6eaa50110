/** @file Doubt: whether what was taken for the resting face can have been one. Twin of doubt.py. */

import { Dwell } from "../maths/persistence.js";
import { Hysteresis } from "../maths/smoothing.js";

/** @typedef {import("./baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */

/**
 * Compares a face that can be read with its baseline.
 *
 * Eyes that stay higher by more than an open eye can be opened further say that those of the baseline were not open;
 * so do eyes that are held wide for longer than anybody holds them. A mouth that stays as much lower and narrower as a
 * smile is higher and wider: that it smiled.
 */
export class Doubt {
  #opened;
  #wide;
  #sunk;
  #lower;
  #narrower;
  #earShare;
  #wideShare;
  #lidsTold;
  #mouthTold;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {import("../contract/masks.js").Masks} masks
   */
  constructor(parameters, masks) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    /** @type {[number, number]} */
    const limits = [number("dwell_drain"), number("dt_max_s")];
    this.#opened = new Dwell(number("doubt_s"), ...limits);
    this.#wide = new Dwell(number("drift_face_s"), ...limits);
    this.#sunk = new Dwell(number("doubt_s"), ...limits);
    this.#lower = new Hysteresis(-number("smile_lift_on_cm"), -number("smile_lift_off_cm"));
    this.#narrower = new Hysteresis(-number("smile_width_on_cm"), -number("smile_width_off_cm"));
    this.#earShare = number("doubt_ear_share");
    this.#wideShare = number("doubt_wide_share");
    this.#lidsTold = !masks.off("eyes");
    this.#mouthTold = !masks.off("mouth");
  }

  /** The baseline cannot have been a resting face. */
  get on() {
    return this.#opened.on || this.#wide.on || this.#sunk.on;
  }

  /** The mouth of the baseline smiled, and rests now. */
  get sunk() {
    return this.#sunk.on;
  }

  /**
   * Take one face that can be read.
   * @param {FaceMeasures} measures
   * @param {Reference} reference
   * @param {number} dtS
   */
  update(measures, reference, dtS) {
    const share = measures.ear / reference.open_ear;
    this.#opened.update(this.#lidsTold && share > this.#earShare, dtS);
    this.#wide.update(this.#lidsTold && share > this.#wideShare, dtS);
    const lower = this.#lower.update(reference.change("corner_lift_cm", measures.corner_lift_cm));
    const narrower = this.#narrower.update(reference.change("mouth_width_cm", measures.mouth_width_cm));
    this.#sunk.update(this.#mouthTold && lower && narrower, dtS);
  }

  /** Forget the face seen. */
  reset() {
    for (const part of [this.#opened, this.#wide, this.#sunk, this.#lower, this.#narrower]) part.reset();
  }
}
