/**
 * @file Eyes: the eye aspect ratio, how far the lids are closed, and whether they stay so.
 *
 * Twin of eyes.py.
 */

import { distance } from "./geometry.js";
import { Dwell, Hysteresis } from "./timing.js";

/**
 * Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016).
 * @param {import("./geometry.js").Points} points
 * @param {number[]} eye
 * @returns {number}
 */
export function eyeAspectRatio(points, eye) {
  const [p1, p2, p3, p4, p5, p6] = /** @type {[number, number, number, number, number, number]} */ (eye);
  const height = (distance(points, p2, p6) + distance(points, p3, p5)) / 2;
  return height / distance(points, p1, p4);
}

/**
 * Return the closure: 0 as in the baseline, 1 shut, where EAR is `closedShare` of the open eye's.
 * @param {number} ear
 * @param {number} openEar
 * @param {number} closedShare
 * @returns {number}
 */
export function closure(ear, openEar, closedShare) {
  return (openEar - ear) / (openEar - closedShare * openEar);
}

/** Follows the closure: `shut` at this moment, `closed` for longer than a blink. */
export class Lids {
  #shut;
  #closed;
  shut = false;
  closed = false;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#shut = new Hysteresis(parameters.number("closure_on"), parameters.number("closure_off"));
    this.#closed = new Dwell(parameters.number("eyes_closed_s"), parameters.number("dwell_drain"));
  }

  /**
   * Take the closure (0 open to 1 shut) of one frame.
   * @param {number} closedShare
   * @param {number} dtS
   */
  update(closedShare, dtS) {
    this.shut = this.#shut.update(closedShare);
    this.closed = this.#closed.update(this.shut, dtS);
  }

  /** Forget the lids seen. */
  reset() {
    this.#shut.reset();
    this.#closed.reset();
    this.shut = false;
    this.closed = false;
  }
}
