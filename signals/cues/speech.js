/**
 * @file Speech: whether the mouth moves up and down again and again, as it does in speaking.
 *
 * Twin of speech.py.
 */

import { WindowSum } from "../maths/persistence.js";
import { Hysteresis } from "../maths/smoothing.js";
import { Pace } from "../maths/timing.js";

/** Finds where a value turns: each move against the last one, by at least `least`, is a swing. */
export class Swings {
  #least;
  /** @type {number | null} */
  #extreme = null;
  #rising = true;

  /** @param {number} least */
  constructor(least) {
    this.#least = least;
  }

  /**
   * Return whether the value has just swung.
   * @param {number} value
   * @returns {boolean}
   */
  update(value) {
    if (this.#extreme === null) this.#extreme = value;
    const back = this.#rising ? this.#extreme - value : value - this.#extreme;
    const swung = back >= this.#least;
    if (swung) this.#rising = !this.#rising;
    if (swung || back < 0) this.#extreme = value;
    return swung;
  }

  /** Forget the values seen. */
  reset() {
    this.#extreme = null;
    this.#rising = true;
  }
}

/**
 * Whether the student speaks: several swings of the lips within a few seconds.
 *
 * The camera need not resolve the syllables: undersampled ones still swing, only more slowly. A yawn, a
 * smile or parted lips swing once and back.
 */
export class Speech {
  #swings;
  #recent;
  #often;
  #pace;
  #stepMaxS;

  /** @type {boolean | null} */
  on = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#swings = new Swings(number("speech_swing_sigmas"));
    this.#recent = new WindowSum(number("speech_window_s"));
    this.#often = new Hysteresis(number("speech_swings_on"), number("speech_swings_off"));
    this.#pace = new Pace(number("pace_tau_s"));
    this.#stepMaxS = number("speech_step_max_s");
  }

  /** The measure `speaking`, 1 or 0, null where it cannot be told. */
  get measures() {
    return { speaking: this.on === null ? null : Number(this.on) };
  }

  /**
   * Take how far the mouth is open; return null while the frames are too far apart to tell.
   *
   * It swings in the student's own spread.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {number} tS
   * @param {number} dtS
   * @returns {boolean | null}
   */
  update(measures, reference, tS, dtS) {
    this.#pace.update(dtS);
    const swung = this.#swings.update(reference.sigmas("mouth_open_cm", measures.mouth_open_cm));
    const often = this.#often.update(this.#recent.update(tS, swung ? 1 : 0));
    this.on = this.#pace.within(this.#stepMaxS) ? often : null;
    return this.on;
  }

  /** Forget the mouth seen. */
  reset() {
    for (const part of [this.#swings, this.#recent, this.#often, this.#pace]) part.reset();
    this.on = null;
  }
}
