/**
 * @file Vigilance: what the lids of one student say: closure, blinks, closed eyes and drowsiness.
 *
 * Twin of lids.py.
 */

import { BlinkRate, Blinks, ShutEyes } from "./blinks.js";
import { Drowsiness } from "./drowsiness.js";
import { beyondGaze, closure, Eyes, LidFall, Lids } from "./eyelids.js";

/** Follows the lids over time, against the student's own open and shut eyes. */
export class Vigilance {
  #yawMaxDeg;
  #rollMaxDeg;
  #pitchMinDeg;
  #pitchMaxDeg;
  #eyes;
  #lidFall;
  #shutEyes;
  #lids;
  #blinks;
  #blinkRate;
  #drowsiness;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#yawMaxDeg = parameters.number("lids_yaw_max_deg");
    this.#rollMaxDeg = parameters.number("facial_roll_max_deg");
    this.#pitchMinDeg = parameters.number("facial_pitch_min_deg");
    this.#pitchMaxDeg = parameters.number("facial_pitch_max_deg");
    this.#eyes = new Eyes(parameters);
    this.#lidFall = new LidFall(parameters);
    this.#shutEyes = new ShutEyes(parameters);
    this.#lids = new Lids(parameters);
    this.#blinks = new Blinks(parameters);
    this.#blinkRate = new BlinkRate(parameters);
    this.#drowsiness = new Drowsiness(parameters);
  }

  /** The lids are shut at this moment. */
  get shut() {
    return this.#lids.shut;
  }

  /** The lids have been shut for longer than a blink. */
  get closed() {
    return this.#lids.closed;
  }

  /** The lids have been shut for longer than a blink, and not just lowered. */
  get asleep() {
    return this.#drowsiness.shut;
  }

  /** One eye is shut and the other is not. */
  get wink() {
    return this.#eyes.wink;
  }

  /** A microsleep, or shut lids for much of the last minute. */
  get drowsy() {
    return this.#drowsiness.on;
  }

  /**
   * Take one face and return its measures.
   *
   * `below`: the gaze is lowered, and the lids follow it. `excused`: a smile or a yawn narrows the eyes.
   * @param {import("../face/measures.js").Reading & {reason: null}} reading
   * @param {import("../baseline/baseline.js").Reference} reference
   * @param {boolean} below
   * @param {boolean} excused
   * @param {number} tS
   * @param {number} dtS
   */
  update(reading, reference, below, excused, tS, dtS) {
    const opening = this.#eyes.opening(reading.measures, reference, dtS);
    const flat = closure(opening.wider, 1, this.#shutEyes.share);
    const closed = beyondGaze(flat, this.#lidFall.share(reading.measures, reference));
    const certain = this.#seen(reading.measures) && !below;
    const sunk = below || reading.measures.pitch_deg < this.#pitchMinDeg;
    if (this.#blinked(opening.mean, certain, tS, dtS)) this.#drowsiness.reopen(closed);
    // Lids that were open when the head or the gaze sank are lowered, not shut.
    this.#lids.update(sunk && !this.#drowsiness.falling ? 0 : closed, dtS);
    this.#drowsiness.update(closed, certain && !excused, sunk && !excused, tS, dtS);
    return { closure: closed, ...this.#told() };
  }

  /** Forget the face that is gone; what a minute holds, and what was learnt, stays. */
  lose() {
    for (const part of [this.#eyes, this.#lids, this.#blinks]) part.reset();
    this.#drowsiness.lose();
  }

  /** Forget all but how shut eyes look. */
  reset() {
    this.lose();
    this.#blinkRate.reset();
    this.#drowsiness.reset();
  }

  /**
   * Return whether lids can be told in this pose: from nearly all sides that show one eye.
   * @param {import("../face/measures.js").FaceMeasures} measures
   * @returns {boolean}
   */
  #seen({ yaw_deg, pitch_deg, roll_deg }) {
    const level = this.#pitchMinDeg <= pitch_deg && pitch_deg <= this.#pitchMaxDeg;
    const aside = Math.abs(yaw_deg) > this.#yawMaxDeg || Math.abs(roll_deg) > this.#rollMaxDeg;
    return level && !aside;
  }

  /**
   * @param {number} earShare
   * @param {boolean} certain
   * @param {number} tS
   * @param {number} dtS
   * @returns {boolean}
   */
  #blinked(earShare, certain, tS, dtS) {
    if (!certain) {
      this.#blinks.reset();
      return false;
    }
    const trough = this.#blinks.update(earShare, tS);
    this.#blinkRate.update(trough !== null, tS, dtS);
    if (trough !== null) this.#shutEyes.update(trough);
    return trough !== null;
  }

  #told() {
    return {
      blinks: this.#blinkRate.count,
      blink_rate_per_min: this.#blinkRate.rate,
      perclos: this.#drowsiness.perclos,
    };
  }
}
