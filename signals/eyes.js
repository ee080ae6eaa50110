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

/**
 * Return the closure against lids that have already `fallen` (0 to 1) with the gaze: shut stays 1.
 * @param {number} closed
 * @param {number} fallen
 * @returns {number}
 */
export function beyondGaze(closed, fallen) {
  return 1 - (1 - closed) / (1 - fallen);
}

/** How far the upper lids follow eyes that look down in their sockets: they cover what the eyes leave. */
export class LidFall {
  #freeDeg;
  #perDeg;
  #max;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#freeDeg = parameters.number("lid_fall_free_deg");
    this.#perDeg = parameters.number("lid_fall_per_deg");
    this.#max = parameters.number("lid_fall_max");
  }

  /**
   * Return the share of the usual opening that the gaze alone covers; 0 where the iris is not seen.
   * @param {Partial<import("./measures.js").FaceMeasures> & {pitch_deg: number}} measures
   * @param {import("./baseline.js").Reference} reference
   * @returns {number}
   */
  share(measures, reference) {
    if (measures.gaze_raw_pitch_deg === undefined) return 0;
    const gazeDeg = reference.change("gaze_raw_pitch_deg", measures.gaze_raw_pitch_deg);
    const loweredDeg = reference.change("pitch_deg", measures.pitch_deg) - gazeDeg - this.#freeDeg;
    return Math.min(Math.max(this.#perDeg * loweredDeg, 0), this.#max);
  }
}

/** Follows the closure: `shut` at this moment, `closed` for longer than a blink. */
export class Lids {
  #shut;
  #closed;
  shut = false;
  closed = false;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#shut = new Hysteresis(number("closure_on"), number("closure_off"));
    this.#closed = new Dwell(number("eyes_closed_s"), number("dwell_drain"), number("dt_max_s"));
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
