/** @file Mouth: how far it is open, how its corners lie, and whether it smiles (AU12). Twin of mouth.py. */

import { distance, meanCoordinate } from "../maths/geometry.js";
import { Ema, Hysteresis } from "../maths/timing.js";

/** @typedef {import("../maths/geometry.js").Points} Points */

/**
 * Return the height of the mouth corners over the middle of the lips, in the head's own frame.
 * @param {Points} points
 * @param {number[]} corners
 * @param {number[]} centre
 * @returns {number}
 */
export function cornerLiftCm(points, corners, centre) {
  return meanCoordinate(points, corners, 1) - meanCoordinate(points, centre, 1);
}

/**
 * Return the distance between the mouth corners.
 * @param {Points} points
 * @param {number[]} corners
 * @returns {number}
 */
export function mouthWidthCm(points, corners) {
  const [right, left] = /** @type {[number, number]} */ (corners);
  return distance(points, right, left);
}

/**
 * Return the mean distance between the inner lips.
 * @param {Points} points
 * @param {[number, number][]} pairs
 * @returns {number}
 */
export function mouthOpenCm(points, pairs) {
  const sum = pairs.reduce((total, [upper, lower]) => total + distance(points, upper, lower), 0);
  return sum / pairs.length;
}

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
   * @param {import("./measures.js").FaceMeasures} measures
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
