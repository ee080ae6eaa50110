/**
 * @file Baseline: what is usual for this student, this seat and this light, in this lesson.
 *
 * Twin of baseline.py.
 */

import { median, medianDeviation, percentile } from "./statistics.js";

/** @type {MeasureName[]} */
export const GAZE = ["gaze_raw_yaw_deg", "gaze_raw_pitch_deg"];
export const FLOORS = {
  yaw_deg: "floor_head_deg",
  pitch_deg: "floor_head_deg",
  roll_deg: "floor_head_deg",
  gaze_raw_yaw_deg: "floor_gaze_deg",
  gaze_raw_pitch_deg: "floor_gaze_deg",
  brow_height_cm: "floor_brow_height_cm",
  outer_brow_cm: "floor_outer_brow_cm",
  brow_distance_cm: "floor_brow_distance_cm",
  corner_lift_cm: "floor_corner_lift_cm",
  mouth_width_cm: "floor_mouth_width_cm",
  mouth_open_cm: "floor_mouth_open_cm",
  ear: "floor_ear",
  ear_right: "floor_ear",
  ear_left: "floor_ear",
};
const NAMES = /** @type {MeasureName[]} */ (Object.keys(FLOORS));

/** @typedef {keyof typeof FLOORS} MeasureName */

/**
 * A finished baseline: the usual value and spread of each measure, and the EAR of open eyes.
 *
 * `upright_deg` is the usual roll of the lesson's first baseline, for which the student was asked to rest.
 */
export class Reference {
  /**
   * @param {Record<MeasureName, number>} usual
   * @param {Record<MeasureName, number>} spread
   * @param {number} openEar
   * @param {number} uprightDeg
   */
  constructor(usual, spread, openEar, uprightDeg) {
    this.usual = usual;
    this.spread = spread;
    this.open_ear = openEar;
    this.upright_deg = uprightDeg;
  }

  /**
   * Return how far a value is from the usual one, in its unit.
   * @param {MeasureName} name
   * @param {number} value
   * @returns {number}
   */
  change(name, value) {
    return value - this.usual[name];
  }

  /**
   * Return how far a value is from the usual one, in the student's own spread.
   * @param {MeasureName} name
   * @param {number} value
   * @returns {number}
   */
  sigmas(name, value) {
    return this.change(name, value) / this.spread[name];
  }

  /**
   * Return how far a roll is from how the head rests: as usual now, or upright as at first.
   *
   * A head that was propped up for minutes and is not any more has come back; it does not tilt.
   * @param {number} rollDeg
   * @returns {number}
   */
  tiltDeg(rollDeg) {
    return Math.min(Math.abs(this.change("roll_deg", rollDeg)), Math.abs(rollDeg - this.upright_deg));
  }
}

/**
 * Gathers valid frames until the reference is there, which then stays as it is.
 *
 * `uprightDeg` is that of the references before; null where there was none.
 */
export class Baseline {
  #minS;
  #maxS;
  #gazeSpreadMaxDeg;
  #madToSigma;
  #openPercentile;
  #floors;
  #values = forEachName(() => /** @type {number[]} */ ([]));
  #gatheredS = 0;
  #uprightDeg;
  /** @type {Reference | null} */
  reference = null;

  /**
   * @param {import("./parameters.js").Parameters} parameters
   * @param {number | null} [uprightDeg]
   */
  constructor(parameters, uprightDeg = null) {
    this.#uprightDeg = uprightDeg;
    this.#minS = parameters.number("baseline_min_s");
    this.#maxS = parameters.number("baseline_max_s");
    this.#gazeSpreadMaxDeg = parameters.number("baseline_gaze_spread_max_deg");
    this.#madToSigma = parameters.number("mad_to_sigma");
    this.#openPercentile = parameters.number("baseline_open_percentile");
    this.#floors = forEachName((name) => parameters.number(FLOORS[name]));
  }

  /** Share of the needed time that is gathered, 0 to 1. */
  get progress() {
    return this.reference !== null ? 1 : Math.min(this.#gatheredS / this.#minS, 1);
  }

  /**
   * Take the measures of one valid frame; a frame that took no time adds nothing.
   * @param {Record<MeasureName, number>} measures
   * @param {number} dtS
   */
  update(measures, dtS) {
    if (this.reference !== null || dtS <= 0) return;
    for (const name of NAMES) this.#values[name].push(measures[name]);
    this.#gatheredS += dtS;
    if (this.#gatheredS >= this.#maxS || (this.#gatheredS >= this.#minS && this.#gazeIsSteady())) {
      this.reference = this.#summary();
    }
  }

  #gazeIsSteady() {
    const spreads = GAZE.map((name) => this.#madToSigma * medianDeviation(this.#values[name]));
    return Math.max(...spreads) <= this.#gazeSpreadMaxDeg;
  }

  #summary() {
    const usual = forEachName((name) => median(this.#values[name]));
    const spread = forEachName((name) =>
      Math.max(this.#madToSigma * medianDeviation(this.#values[name]), this.#floors[name]),
    );
    const openEar = Math.max(percentile(this.#values.ear, this.#openPercentile), this.#floors.ear);
    return new Reference(usual, spread, openEar, this.#uprightDeg ?? usual.roll_deg);
  }
}

/**
 * @template Value
 * @param {(name: MeasureName) => Value} make
 * @returns {Record<MeasureName, Value>}
 */
function forEachName(make) {
  const made = NAMES.map((name) => [name, make(name)]);
  return /** @type {Record<MeasureName, Value>} */ (Object.fromEntries(made));
}
