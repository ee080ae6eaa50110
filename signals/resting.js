/**
 * @file Resting: what is usual for this student now, gathered once and anew where it changed for good.
 *
 * Twin of resting.py.
 */

import { Baseline } from "./baseline.js";
import { browZ } from "./brow.js";
import { Drift } from "./drift.js";
import { Dwell } from "./timing.js";

/** @typedef {Required<import("./measures.js").FaceMeasures>} Measures */

/** @typedef {import("./baseline.js").Reference} Reference */

/**
 * The baseline, and the one after it: the old one serves until the new one is complete.
 *
 * What a strange face made usual, a long frown or a propped head, is so until the face rests as before.
 */
export class Resting {
  #parameters;
  #zMax;
  #tiltMaxDeg;
  #first;
  /** @type {Baseline | null} */
  #next = null;
  #drift;
  #back;
  /** @type {Reference | null} */
  #former = null;
  /** @type {Reference | null} */
  reference = null;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#parameters = parameters;
    this.#zMax = number("brow_z_on");
    this.#tiltMaxDeg = number("tilt_on_deg");
    this.#first = new Baseline(parameters);
    this.#drift = new Drift(parameters);
    this.#back = new Dwell(number("drift_back_s"), number("dwell_drain"), number("dt_max_s"));
  }

  /** Share of the needed time that is gathered, 0 to 1, of the baseline that is being made. */
  get progress() {
    return (this.#next ?? this.#first).progress;
  }

  /**
   * Take a face that is asked to rest.
   * @param {Measures} measures
   * @param {number} dtS
   */
  gather(measures, dtS) {
    this.#first.update(measures, dtS);
    this.reference = this.#first.reference;
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
   * Take a face that attends; a strange one waits, unless it lasts like no episode.
   * @param {Measures} measures
   * @param {boolean} strange
   * @param {number} dtS
   */
  renew(measures, strange, dtS) {
    if (this.#back.update(this.#restsAsBefore(measures), dtS)) {
      this.#adopt(this.#former, null);
    } else if (this.#next !== null && (this.#drift.strange || !strange)) {
      this.#next.update(measures, dtS);
      if (this.#next.reference !== null) {
        const before = this.#former ?? this.reference;
        this.#adopt(this.#next.reference, this.#drift.strange ? before : null);
      }
    }
  }

  /** Forget what was usual. */
  restart() {
    this.#first = new Baseline(this.#parameters);
    this.#adopt(null, null);
  }

  /**
   * @param {Reference | null} reference
   * @param {Reference | null} former
   */
  #adopt(reference, former) {
    this.reference = reference;
    this.#former = former;
    this.#next = null;
    this.#drift.reset();
    this.#back.reset();
  }

  /** @param {Measures} measures */
  #restsAsBefore(measures) {
    if (this.#former === null || this.reference === null) return false;
    return this.#fits(this.#former, measures) && !this.#fits(this.reference, measures);
  }

  /**
   * @param {Reference} reference
   * @param {Measures} measures
   */
  #fits(reference, measures) {
    const z = browZ(
      reference.sigmas("brow_height_cm", measures.brow_height_cm),
      reference.sigmas("brow_distance_cm", measures.brow_distance_cm),
    );
    const tiltDeg = Math.abs(reference.change("roll_deg", measures.roll_deg));
    return Math.abs(z) < this.#zMax && tiltDeg < this.#tiltMaxDeg;
  }
}
