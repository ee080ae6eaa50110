/**
 * @file Brow cue: whether the brow is lowered (AU4), and not raised (AU1, AU2), against the baseline.
 *
 * Twin of brow.py.
 */

import { Masks } from "../contract/masks.js";
import { browZ } from "../face/brow.js";
import { Ema, Hysteresis } from "../maths/smoothing.js";
import { BrowStep } from "./brow_step.js";

/**
 * How far the eyes alone take the brow down: FaceMesh lowers it as lids open and as eyes look up.
 *
 * Eyes as at rest, narrowed or lowered take nothing down, so that a furrow among them counts in full; nor is a brow
 * ever raised by what its eyes could have done.
 */
export class EyePull {
  #perOpeningCm;
  #perDegCm;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {Masks} masks
   */
  constructor(parameters, masks) {
    this.#perOpeningCm = masks.off("eyes") ? 0 : parameters.number("brow_per_opening_cm");
    this.#perDegCm = masks.off("gaze") ? 0 : parameters.number("brow_per_gaze_cm");
  }

  /**
   * Return the brow's height without what the eyes can have taken it down by.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {number} heightCm
   * @param {import("../baseline/baseline.js").Reference} reference
   * @returns {number}
   */
  without(measures, heightCm, reference) {
    const loweredCm = Math.max(-reference.change("brow_height_cm", heightCm), 0);
    return heightCm + Math.min(this.#cm(measures, reference), loweredCm);
  }

  /**
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @returns {number}
   */
  #cm({ ear, pitch_deg, gaze_raw_pitch_deg: gaze }, reference) {
    const opened = Math.max(reference.change("ear", ear), 0) / reference.open_ear;
    const pulledCm = this.#perOpeningCm * opened;
    if (gaze === undefined) return pulledCm;
    const raisedDeg = reference.change("gaze_raw_pitch_deg", gaze) - reference.change("pitch_deg", pitch_deg);
    return pulledCm + this.#perDegCm * Math.max(raisedDeg, 0);
  }
}

/** Whether the inner or the outer brow is raised (AU1, AU2) against the student's own baseline. */
export class BrowRaised {
  #inner;
  #outer;
  #raised;
  /** @type {number | null} */
  raise_cm = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const tauS = parameters.number("ema_tau_s");
    this.#inner = new Ema(tauS);
    this.#outer = new Ema(tauS);
    this.#raised = new Hysteresis(
      parameters.number("brow_raise_on_cm"),
      parameters.number("brow_raise_off_cm"),
    );
  }

  /**
   * Return whether the smoothed brow is raised, in its inner or its outer half.
   * @param {Record<import("./brow_step.js").BrowName, number>} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, dtS) {
    const innerCm = this.#inner.update(measures.brow_height_cm, dtS);
    const outerCm = this.#outer.update(measures.outer_brow_cm, dtS);
    this.raise_cm = Math.max(
      reference.change("brow_height_cm", innerCm),
      reference.change("outer_brow_cm", outerCm),
    );
    return this.#raised.update(this.raise_cm);
  }

  /** Forget the brow seen. */
  reset() {
    for (const part of [this.#inner, this.#outer, this.#raised]) part.reset();
    this.raise_cm = null;
  }
}

/** Whether the brow is lowered against the student's own baseline. */
export class BrowLowered {
  #height;
  #distance;
  #low;
  #narrow;
  #sunk;
  #stillSigmas;
  #raised;
  #pull;
  #step;
  /** @type {number | null} */
  z = null;
  on = false;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {Masks} masks
   */
  constructor(parameters, masks = new Masks()) {
    const tauS = parameters.number("ema_tau_s");
    this.#height = new Ema(tauS);
    this.#distance = new Ema(tauS);
    this.#low = new Hysteresis(parameters.number("brow_z_on"), parameters.number("brow_z_off"));
    this.#narrow = new Hysteresis(
      parameters.number("brow_distance_on_cm"),
      parameters.number("brow_distance_off_cm"),
    );
    this.#sunk = new Hysteresis(parameters.number("brow_height_on"), parameters.number("brow_height_off"));
    this.#stillSigmas = parameters.number("brow_distance_still");
    this.#raised = new BrowRaised(parameters);
    this.#pull = new EyePull(parameters, masks);
    this.#step = new BrowStep(parameters);
  }

  /** The measures brow_z and brow_raise_cm, null where no brow was seen. */
  get measures() {
    return { brow_z: this.z, brow_raise_cm: this.#raised.raise_cm };
  }

  /**
   * Return whether the smoothed brow is low and drawn together, or far down and not drawn apart.
   *
   * Raised, it is never lowered.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {number} dtS
   * @returns {boolean}
   */
  update(measures, reference, dtS) {
    const seen = this.#step.update(measures, reference, dtS);
    const ownCm = this.#pull.without(measures, seen.brow_height_cm, reference);
    const heightCm = this.#height.update(ownCm, dtS);
    const distanceCm = this.#distance.update(seen.brow_distance_cm, dtS);
    const heightSigmas = reference.sigmas("brow_height_cm", heightCm);
    const distanceSigmas = reference.sigmas("brow_distance_cm", distanceCm);
    this.z = browZ(heightSigmas, distanceSigmas);
    const low = this.#low.update(this.z);
    const narrow = this.#narrow.update(reference.change("brow_distance_cm", distanceCm));
    const sunk = this.#sunk.update(heightSigmas) && distanceSigmas <= this.#stillSigmas;
    const raised = this.#raised.update(seen, reference, dtS);
    this.on = ((low && narrow) || sunk) && !raised;
    return this.on;
  }

  /** Take a frame on which no brow can be read: what happens meanwhile is not seen. */
  skip() {
    this.#step.forgetFace();
  }

  /** Forget the brow seen; glasses that were put on are still on. */
  forgetFace() {
    const thresholds = [this.#low, this.#narrow, this.#sunk];
    for (const part of [this.#height, this.#distance, ...thresholds, this.#raised]) part.reset();
    this.#step.forgetFace();
    this.z = null;
    this.on = false;
  }
}
