/** @file Stillness: whether the face keeps its shape as only a photograph's does. Twin of stillness.py. */

import { at } from "../maths/geometry.js";
import { Ema, Hysteresis } from "../maths/smoothing.js";

/** @typedef {import("../maths/geometry.js").Points} Points */

/**
 * Return how far the first `count` points moved, as a root mean square seen from before.
 *
 * In the head's own frame, where a head that moves as a whole does not move: a photograph carried about is
 * rigid. The depth is left out, as FaceMesh guesses it.
 * @param {Points} before
 * @param {Points} after
 * @param {number} count
 * @returns {number}
 */
export function motionCm(before, after, count) {
  let sum = 0;
  for (let i = 0; i < count; i += 1) {
    const x = at(after, i, 0) - at(before, i, 0);
    const y = at(after, i, 1) - at(before, i, 1);
    sum += x * x + y * y;
  }
  return Math.sqrt(sum / count);
}

/**
 * On when the face has kept its shape for long and no lid has closed for longer.
 *
 * It keeps its own time, for it has to tell a photograph from a student whose tab sends a frame in three
 * seconds.
 */
export class Stillness {
  #count;
  #stepS;
  #gapS;
  #quietMinS;
  #lidsMinS;
  #lidShare;
  #motion;
  #ear;
  #quiet;
  /** @type {{points: Points, t_s: number} | null} */
  #last = null;
  #quietS = 0;
  #lidsS = 0;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#count = number("mesh_points");
    this.#stepS = number("still_step_s");
    this.#gapS = number("still_gap_s");
    this.#quietMinS = number("still_quiet_s");
    this.#lidsMinS = number("still_lids_s");
    this.#lidShare = number("still_lid_share");
    this.#motion = new Ema(number("still_tau_s"));
    this.#ear = new Ema(number("still_ear_tau_s"));
    this.#quiet = new Hysteresis(-number("still_on_cm"), -number("still_off_cm"));
  }

  /** Nothing but the head as a whole has moved. */
  get on() {
    return this.#quietS >= this.#quietMinS && this.#lidsS >= this.#lidsMinS;
  }

  /** How far the points moved lately, smoothed. */
  get movedCm() {
    return this.#motion.value;
  }

  /**
   * Take the points of one face, in the head's own frame, and its eye aspect ratio.
   * @param {Points} points
   * @param {number} ear
   * @param {number} tS
   */
  update(points, ear, tS) {
    const elapsedS = this.#last === null ? 0 : tS - this.#last.t_s;
    if (elapsedS < 0 || elapsedS > this.#gapS) this.reset();
    if (this.#last === null) {
      this.#last = { points, t_s: tS };
    } else if (elapsedS >= this.#stepS) {
      this.#compare(this.#last.points, points, ear, elapsedS);
      this.#last = { points, t_s: tS };
    }
  }

  /** Forget the face seen. */
  reset() {
    for (const part of [this.#motion, this.#ear, this.#quiet]) part.reset();
    this.#last = null;
    this.#quietS = 0;
    this.#lidsS = 0;
  }

  /**
   * @param {Points} before
   * @param {Points} after
   * @param {number} ear
   * @param {number} dtS
   */
  #compare(before, after, ear, dtS) {
    const quiet = this.#quiet.update(-this.#motion.update(motionCm(before, after, this.#count), dtS));
    this.#quietS = quiet ? this.#quietS + dtS : 0;
    const closing = ear < this.#lidShare * this.#ear.update(ear, dtS);
    this.#lidsS = closing ? 0 : this.#lidsS + dtS;
  }
}
