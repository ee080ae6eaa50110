/**
 * @file Resting: what is usual for this student now, gathered once and anew where it changed for good.
 *
 * Twin of resting.py.
 */

import { Baseline } from "./baseline.js";
import { Drift } from "./drift.js";

/** @typedef {Required<import("./measures.js").FaceMeasures>} Measures */

/** The baseline, and the one after it: the old one serves until the new one is complete. */
export class Resting {
  #parameters;
  #baseline;
  /** @type {Baseline | null} */
  #next = null;
  #drift;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#parameters = parameters;
    this.#baseline = new Baseline(parameters);
    this.#drift = new Drift(parameters);
  }

  /** What is usual, null until it is known. */
  get reference() {
    return this.#baseline.reference;
  }

  /** Share of the needed time that is gathered, 0 to 1, of the baseline that is being made. */
  get progress() {
    return (this.#next ?? this.#baseline).progress;
  }

  /**
   * Take a face that is asked to rest.
   * @param {Measures} measures
   * @param {number} dtS
   */
  gather(measures, dtS) {
    this.#baseline.update(measures, dtS);
  }

  /**
   * Notice a lasting change; `strange` is that the face is not as usual.
   * @param {{distance_cm: number}} measures
   * @param {number} x
   * @param {number | null} luma
   * @param {boolean} strange
   * @param {number} dtS
   */
  follow(measures, x, luma, strange, dtS) {
    const changed = this.#drift.update(x, measures.distance_cm, luma, strange, dtS);
    if (this.#next === null && changed)
      this.#next = new Baseline(this.#parameters, this.reference?.upright_deg);
    else if (this.#next !== null && !changed) this.#next = null;
  }

  /**
   * Take a face that attends; a candidate of confusion waits, unless it lasts like no episode.
   * @param {Measures} measures
   * @param {boolean} candidate
   * @param {number} dtS
   */
  renew(measures, candidate, dtS) {
    if (this.#next === null || (candidate && !this.#drift.strange)) return;
    this.#next.update(measures, dtS);
    if (this.#next.reference === null) return;
    this.#baseline = this.#next;
    this.#next = null;
    this.#drift.reset();
  }

  /** Forget what was usual. */
  restart() {
    this.#baseline = new Baseline(this.#parameters);
    this.#next = null;
    this.#drift.reset();
  }
}
