/**
 * @file Baseline: what is usual for this student, this seat and this light, in this lesson.
 *
 * Twin of baseline.py.
 */

import { median, medianDeviation, percentile } from "../maths/statistics.js";

/** @type {MeasureName[]} */
export const GAZE = ["gaze_raw_yaw_deg", "gaze_raw_pitch_deg"];
/** @type {MeasureName[]} */
export const HEAD = ["yaw_deg", "pitch_deg"];
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
 * `upright_deg` is the usual roll of the lesson's first baseline, for which the student was asked to rest. `reason` is
 * why it holds the head's direction alone, and null where it holds the whole face. `smiles`: the mouth at rest cannot
 * be told from it.
 */
export class Reference {
  /**
   * @param {Record<MeasureName, number>} usual
   * @param {Record<MeasureName, number>} spread
   * @param {number} openEar
   * @param {number} uprightDeg
   * @param {string | null} [reason]
   * @param {boolean} [smiles]
   */
  constructor(usual, spread, openEar, uprightDeg, reason = null, smiles = false) {
    this.usual = usual;
    this.spread = spread;
    this.open_ear = openEar;
    this.upright_deg = uprightDeg;
    this.reason = reason;
    this.smiles = smiles;
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

  /**
   * Return the same baseline, which holds the head's direction alone.
   * @param {string} reason
   * @returns {Reference}
   */
  because(reason) {
    return new Reference(this.usual, this.spread, this.open_ear, this.upright_deg, reason, this.smiles);
  }

  /**
   * Return the same baseline, whose mouth was not at rest.
   * @returns {Reference}
   */
  smiling() {
    return new Reference(this.usual, this.spread, this.open_ear, this.upright_deg, this.reason, true);
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
  #minFrames;
  #waitingShare;
  #gazeSpreadMaxDeg;
  #poseSpreadMaxDeg;
  #posePercentile;
  #madToSigma;
  #openPercentile;
  #smileLiftCm;
  #smileWidthCm;
  #floors;
  #values = forEachName(() => /** @type {number[]} */ ([]));
  #uprightDeg;
  gatheredS = 0;
  /** @type {Reference | null} */
  reference = null;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {number | null} [uprightDeg]
   */
  constructor(parameters, uprightDeg = null) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#uprightDeg = uprightDeg;
    this.#minS = number("baseline_min_s");
    this.#maxS = number("baseline_max_s");
    this.#minFrames = number("baseline_min_frames");
    this.#waitingShare = number("baseline_waiting_share");
    this.#gazeSpreadMaxDeg = number("baseline_gaze_spread_max_deg");
    this.#poseSpreadMaxDeg = number("baseline_pose_spread_max_deg");
    this.#posePercentile = number("baseline_pose_percentile");
    this.#madToSigma = number("mad_to_sigma");
    this.#openPercentile = number("baseline_open_percentile");
    this.#smileLiftCm = number("baseline_smile_lift_cm");
    this.#smileWidthCm = number("baseline_smile_width_cm");
    this.#floors = forEachName((name) => number(FLOORS[name]));
  }

  /** Share of what is needed that is there, 0 to 1; while a steady gaze alone is missing, close to 1. */
  get progress() {
    if (this.reference !== null) return 1;
    const gathered = Math.min(this.gatheredS / this.#minS, this.#values.ear.length / this.#minFrames);
    const waited = Math.min(this.gatheredS / this.#maxS, 1);
    return Math.min(gathered, this.#waitingShare + (1 - this.#waitingShare) * waited);
  }

  /** Whether a median of what is gathered means something. */
  get enough() {
    return this.gatheredS >= this.#minS && this.framesEnough;
  }

  /** Whether there are frames enough for a median, in however little time. */
  get framesEnough() {
    return this.#values.ear.length >= this.#minFrames;
  }

  /** Whether the gaze kept still meanwhile. */
  get steady() {
    const spreads = GAZE.map((name) => this.#madToSigma * medianDeviation(this.#values[name]));
    return Math.max(...spreads) <= this.#gazeSpreadMaxDeg;
  }

  /** Whether the head kept its pose for most of the time: the median of two poses may be neither. */
  get held() {
    return HEAD.every((name) => this.#deviation(name) <= this.#poseSpreadMaxDeg);
  }

  /**
   * Return whether both show one pose, within the sway of a head; of nothing there is none.
   * @param {Baseline} other
   * @returns {boolean}
   */
  near(other) {
    if (Math.min(this.gatheredS, other.gatheredS) <= 0) return false;
    const apartDeg = HEAD.map((name) => Math.abs(median(this.#values[name]) - median(other.#values[name])));
    return Math.max(...apartDeg) <= this.#poseSpreadMaxDeg;
  }

  /**
   * Take the measures of one valid frame; `late`: a gaze that wanders has been waited for.
   * @param {Record<MeasureName, number>} measures
   * @param {number} dtS
   * @param {boolean} [late]
   */
  update(measures, dtS, late = false) {
    if (this.reference !== null) return;
    this.gather(measures, dtS);
    const waited = late || this.gatheredS >= this.#maxS;
    if (this.enough && (waited || this.steady)) this.reference = this.summary();
  }

  /**
   * Add the measures of one valid frame; a frame that took no time adds nothing.
   * @param {Record<MeasureName, number>} measures
   * @param {number} dtS
   */
  gather(measures, dtS) {
    if (dtS <= 0) return;
    for (const name of NAMES) this.#values[name].push(measures[name]);
    this.gatheredS += dtS;
  }

  /**
   * Return what was usual; there must be a frame.
   * @returns {Reference}
   */
  summary() {
    const usual = forEachName((name) => median(this.#values[name]));
    const spread = forEachName((name) =>
      Math.max(this.#madToSigma * medianDeviation(this.#values[name]), this.#floors[name]),
    );
    const openEar = Math.max(percentile(this.#values.ear, this.#openPercentile), this.#floors.ear);
    const smiles = usual.corner_lift_cm > this.#smileLiftCm && usual.mouth_width_cm > this.#smileWidthCm;
    return new Reference(usual, spread, openEar, this.#uprightDeg ?? usual.roll_deg, null, smiles);
  }

  /** @param {MeasureName} name */
  #deviation(name) {
    const centre = median(this.#values[name]);
    const deviations = this.#values[name].map((value) => Math.abs(value - centre));
    return percentile(deviations, this.#posePercentile);
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
