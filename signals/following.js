/**
 * @file Following: what one student's measured face is told to be, from its calibration on.
 *
 * Twin of following.py.
 */

import { Resting } from "./baseline/adaptation.js";
import { Behaviour } from "./labels/state.js";

/** @typedef {import("./face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {Extract<import("./face/measures.js").Reading, {reason: null}>} Measured */
/** @typedef {import("./contract/masks.js").Masks} Masks */
/** @typedef {import("./contract/report.js").State} State */
/** @typedef {{x: number, luma: number | null}} Surroundings x of the student's face, in image widths */

/** Calibrates until what is usual is known, and reads the behaviour against it from then on. */
export class Following {
  #parameters;
  #rule;
  #masks;
  #resting;
  #behaviour;
  #settleS;
  #settledS = 0;
  #calibrates = true;

  /**
   * @param {import("./contract/parameters.js").Parameters} parameters
   * @param {import("./contract/parameters.js").Sensitivity} rule
   * @param {Masks} masks
   */
  constructor(parameters, rule, masks) {
    this.#parameters = parameters;
    this.#rule = rule;
    this.#masks = masks;
    this.#resting = new Resting(parameters, masks);
    this.#behaviour = new Behaviour(parameters, rule, masks);
    this.#settleS = parameters.number("settle_s");
  }

  /** What is usual for the student is known. */
  get calibrated() {
    return this.#resting.reference !== null;
  }

  /** Share of the calibration that is done, 0 to 1. */
  get progress() {
    return this.#resting.progress;
  }

  /** What the calibration misses, or what it could not learn; `masked` where nothing is to be told. */
  get reason() {
    return !this.#calibrates && !this.#masks.attentionTold ? "masked" : this.#resting.reason;
  }

  /** The cues that are on. */
  get cues() {
    return this.#behaviour.cues;
  }

  /** What a proctor wants to know of the behaviour. */
  get alerts() {
    return this.#behaviour.alerts;
  }

  /** The measures of the last face against its baseline. */
  get relative() {
    return this.#behaviour.relative;
  }

  /**
   * Take one measured face and return its state; null where it keeps the one before.
   * @param {Measured} reading
   * @param {Surroundings} surroundings
   * @param {number} tS
   * @param {number} dtS
   * @returns {State | null}
   */
  update(reading, surroundings, tS, dtS) {
    const told = this.#tell(reading, surroundings, tS, dtS);
    this.#settledS += dtS;
    // Who has just come back is not neutral: nobody could have been called focused yet.
    return told !== "neutral" || this.#settledS > this.#settleS ? told : null;
  }

  /**
   * Switch off what is masked and all else on; return whether what is usual has to be learnt anew.
   *
   * It was learnt without what is switched on now, or with the gaze that is off now.
   * @param {Masks} masks
   * @returns {boolean}
   */
  mask(masks) {
    const anew = this.#resting.byHead || this.#masks.off("gaze") !== masks.off("gaze");
    this.#masks = masks;
    this.#resting.mask(masks);
    this.#behaviour = new Behaviour(this.#parameters, this.#rule, masks);
    this.#settledS = 0;
    return anew;
  }

  /** Forget what is usual, and what was told by it. */
  recalibrate() {
    this.#resting.restart();
    this.reset();
  }

  /** Forget the face that is gone; the looks away before still add up. */
  lose() {
    this.#behaviour.lose();
    this.#settledS = 0;
  }

  /** Forget all but what is usual. */
  reset() {
    this.#behaviour.reset();
    this.#settledS = 0;
  }

  /**
   * @param {Measured} reading
   * @param {Surroundings} surroundings
   * @param {number} tS
   * @param {number} dtS
   * @returns {State}
   */
  #tell(reading, { x, luma }, tS, dtS) {
    const [resting, behaviour] = [this.#resting, this.#behaviour];
    const measures = this.#masks.calibrated(reading.measures);
    const calibratedBefore = !this.#calibrates;
    this.#calibrates = resting.gather(measures, dtS);
    if (this.#calibrates || resting.reference === null) {
      if (calibratedBefore) this.reset();
      return resting.state;
    }
    const known = resting.known(reading);
    behaviour.update(known, resting.reference, tS, dtS);
    const complete = known.facial && measures.gaze_raw_yaw_deg !== undefined;
    resting.follow(known, x, luma, behaviour.strange, dtS);
    if (complete && behaviour.attends) {
      resting.renew(/** @type {Required<FaceMeasures>} */ (measures), behaviour.strange, dtS);
    }
    return behaviour.state;
  }
}
