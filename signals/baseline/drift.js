/** @file Drift: whether the seat, the light or the resting face have changed for good. Twin of drift.py. */

import { Dwell } from "../maths/persistence.js";
import { Ema } from "../maths/smoothing.js";

/** @typedef {{x: number, distance_cm: number, luma: number | null}} Surroundings */

/**
 * Follows x (image widths), distance (cm) and luma against what they were when the baseline was made.
 *
 * An atypical face (brow lowered or head tilted) that lasts longer than any episode is how the face rests now:
 * glasses, or another chair. `elsewhere`: seat or light are other ones at this moment.
 */
export class Drift {
  #x;
  #distance;
  #luma;
  #xMax;
  #ratioMax;
  #lumaRatioMax;
  #moved;
  #atypical;
  /** @type {Surroundings | null} */
  #anchor = null;
  elsewhere = false;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    const [tauS, drain, frameMaxS] = [number("drift_tau_s"), number("dwell_drain"), number("dt_max_s")];
    this.#x = new Ema(tauS);
    this.#distance = new Ema(tauS);
    this.#luma = new Ema(tauS);
    this.#xMax = number("drift_x_max");
    this.#ratioMax = number("drift_distance_ratio");
    this.#lumaRatioMax = number("drift_luma_ratio");
    this.#moved = new Dwell(number("drift_seat_s"), drain, frameMaxS);
    this.#atypical = new Dwell(number("drift_face_s"), drain, frameMaxS);
  }

  /** The face at rest is another one. */
  get atypical() {
    return this.#atypical.on;
  }

  /**
   * Return whether a change has lasted.
   * @param {number} x
   * @param {number} distanceCm
   * @param {number | null} luma
   * @param {boolean} atypical
   * @param {number} dtS
   * @returns {boolean}
   */
  update(x, distanceCm, luma, atypical, dtS) {
    const lit = luma === null ? null : this.#luma.update(luma, dtS);
    const now = { x: this.#x.update(x, dtS), distance_cm: this.#distance.update(distanceCm, dtS), luma: lit };
    this.#anchor ??= now;
    this.elsewhere = this.#elsewhere(this.#anchor, now);
    this.#moved.update(this.elsewhere, dtS);
    this.#atypical.update(atypical, dtS);
    return this.#moved.on || this.#atypical.on;
  }

  /** Take what is seen next for usual. */
  reset() {
    for (const part of [this.#x, this.#distance, this.#luma, this.#moved, this.#atypical]) part.reset();
    this.#anchor = null;
    this.elsewhere = false;
  }

  /**
   * @param {Surroundings} before
   * @param {Surroundings} now
   */
  #elsewhere(before, now) {
    const aside = Math.abs(now.x - before.x) > this.#xMax;
    return (
      aside || apart(before.distance_cm, now.distance_cm, this.#ratioMax) || this.#lit(before.luma, now.luma)
    );
  }

  /**
   * @param {number | null} before
   * @param {number | null} now
   */
  #lit(before, now) {
    return before !== null && now !== null && apart(before, now, this.#lumaRatioMax);
  }
}

/**
 * @param {number} before
 * @param {number} now
 * @param {number} ratio
 */
function apart(before, now, ratio) {
  return now > ratio * before || before > ratio * now;
}
