/**
 * @file Brow step: a brow that is elsewhere from one frame to the next, as with glasses put on.
 *
 * Twin of brow_step.py.
 */

import { Dwell } from "../maths/persistence.js";

/** @typedef {import("../baseline/baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {"brow_height_cm" | "outer_brow_cm" | "brow_distance_cm"} BrowName */

/** @type {BrowName[]} */
export const BROW = ["brow_height_cm", "outer_brow_cm", "brow_distance_cm"];

/**
 * What has to keep still while the brow steps, and the parameter that says how still.
 * @type {["yaw_deg" | "pitch_deg" | "roll_deg" | "distance_cm" | "ear" | "corner_lift_cm" | "mouth_width_cm" | "mouth_open_cm", string][]}
 */
const STILL = [
  ["yaw_deg", "step_head_max_deg"],
  ["pitch_deg", "step_head_max_deg"],
  ["roll_deg", "step_head_max_deg"],
  ["distance_cm", "step_distance_max_cm"],
  ["ear", "step_ear_max"],
  ["corner_lift_cm", "step_mouth_max_cm"],
  ["mouth_width_cm", "step_mouth_max_cm"],
  ["mouth_open_cm", "step_mouth_max_cm"],
];

/**
 * Takes what no muscle did out of the brow's measures.
 *
 * A muscle takes a quarter of a second and more, so that at ten frames a second its way is seen. What has come within one
 * frame, while head, lids and mouth kept still and the brow was at rest before and after, are glasses put on or
 * taken off, and stays taken out until it goes as it came, or the face rests as it did without.
 */
export class BrowStep {
  #frameMaxS;
  #leastSigmas;
  #aroundShare;
  #still;
  /** @type {FaceMeasures[]} */
  #seen = [];
  #gone;
  /** @type {number | null} */
  #usualCm = null;
  /** @type {Record<BrowName, number> | null} */
  #offsetsCm = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#frameMaxS = number("step_frame_max_s");
    this.#leastSigmas = number("step_least");
    this.#aroundShare = number("step_around_share");
    this.#still = STILL.map(([name, limit]) => ({ name, limit: number(limit) }));
    this.#gone = new Dwell(number("drift_back_s"), number("dwell_drain"), number("dt_max_s"));
  }

  /**
   * Return the measures without the steps that were seen; another baseline has them in it.
   * @param {FaceMeasures} measures
   * @param {Reference} reference
   * @param {number} dtS
   * @returns {Record<BrowName, number>}
   */
  update(measures, reference, dtS) {
    if (reference.usual.brow_height_cm !== this.#usualCm) {
      this.#usualCm = reference.usual.brow_height_cm;
      this.#offsetsCm = null;
    }
    this.#follow(measures, reference, dtS);
    if (this.#offsetsCm === null) return measures;
    const offsetsCm = this.#offsetsCm;
    const without = each((name) => measures[name] - offsetsCm[name]);
    if (this.#gone.update(off(measures, reference) < off(without, reference), dtS)) this.#offsetsCm = null;
    return without;
  }

  /** Forget the frames before; what was put on is still on. */
  forgetFace() {
    this.#seen = [];
  }

  /**
   * @param {FaceMeasures} measures
   * @param {Reference} reference
   * @param {number} dtS
   */
  #follow(measures, reference, dtS) {
    if (dtS > this.#frameMaxS) this.#seen = [];
    this.#seen.push(measures);
    if (this.#seen.length > 4) this.#seen.shift();
    const [first, before, after, last] = this.#seen;
    if (first === undefined || before === undefined || after === undefined || last === undefined) return;
    if (!this.#stepped(first, before, after, last, reference)) return;
    const known = this.#offsetsCm;
    // What stepped up or apart is no furrow, and needs no excuse.
    this.#offsetsCm = each((name) =>
      Math.min((known?.[name] ?? 0) + (after[name] + last[name] - before[name] - first[name]) / 2, 0),
    );
    this.#gone.reset();
  }

  /**
   * @param {FaceMeasures} first
   * @param {FaceMeasures} before
   * @param {FaceMeasures} after
   * @param {FaceMeasures} last
   * @param {Reference} reference
   * @returns {boolean}
   */
  #stepped(first, before, after, last, reference) {
    for (const name of /** @type {BrowName[]} */ (["brow_height_cm", "brow_distance_cm"])) {
      const stepCm = Math.abs(after[name] - before[name]);
      const aroundCm = Math.abs(before[name] - first[name] + (last[name] - after[name]));
      if (stepCm >= this.#leastSigmas * reference.spread[name] && aroundCm <= this.#aroundShare * stepCm) {
        return this.#still.every((part) => Math.abs(after[part.name] - before[part.name]) <= part.limit);
      }
    }
    return false;
  }
}

/**
 * @param {(name: BrowName) => number} value
 * @returns {Record<BrowName, number>}
 */
function each(value) {
  return {
    brow_height_cm: value("brow_height_cm"),
    outer_brow_cm: value("outer_brow_cm"),
    brow_distance_cm: value("brow_distance_cm"),
  };
}

/**
 * @param {Record<BrowName, number>} measures
 * @param {Reference} reference
 * @returns {number}
 */
function off(measures, reference) {
  return BROW.reduce((sum, name) => sum + Math.abs(reference.change(name, measures[name])), 0);
}
