/**
 * @file Lids: what the lids of one student say: closure, blinks, closed eyes and drowsiness.
 *
 * Twin of lids.py.
 */

import { BlinkRate, Blinks, ShutEyes } from "./blinks.js";
import { Drowsiness } from "./drowsiness.js";
import { beyondGaze, ClosedLids, closure, Eyes, LidFall } from "./eyelids.js";

/** Follows the lids over time, against the student's own open and shut eyes. */
export class Lids {
  #yawMaxDeg;
  #rollMaxDeg;
  #pitchMinDeg;
  #pitchMaxDeg;
  #eyes;
  #lidFall;
  #shutEyes;
  #closedLids;
  #blinks;
  #blinkRate;
  #drowsiness;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#yawMaxDeg = parameters.number("lids_yaw_max_deg");
    this.#rollMaxDeg = parameters.number("facial_roll_max_deg");
    this.#pitchMinDeg = parameters.number("facial_pitch_min_deg");
    this.#pitchMaxDeg = parameters.number("facial_pitch_max_deg");
    this.#eyes = new Eyes(parameters);
    this.#lidFall = new LidFall(parameters);
    this.#shutEyes = new ShutEyes(parameters);
    this.#closedLids = new ClosedLids(parameters);
    this.#blinks = new Blinks(parameters);
    this.#blinkRate = new BlinkRate(parameters);
    this.#drowsiness = new Drowsiness(parameters);
  }

  /** The lids are shut at this moment. */
  get shut() {
    return this.#closedLids.shut;
  }

  /** The lids have been shut for longer than a blink. */
  get closed() {
    return this.#closedLids.closed;
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
   * @param {import("../../face/measures.js").Reading & {reason: null}} reading
   * @param {import("../../baseline/baseline.js").Reference} reference
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
    // ClosedLids that were open when the head or the gaze sank are lowered, not shut.
    this.#closedLids.update(sunk && !this.#drowsiness.falling ? 0 : closed, dtS);
    this.#drowsiness.update(closed, certain && !excused, sunk && !excused, tS, dtS);
    return { closure: closed, ...this.#minute() };
  }

  /** Forget the face that is gone; what a minute holds, and what was learnt, stays. */
  forgetFace() {
    for (const part of [this.#eyes, this.#closedLids, this.#blinks]) part.reset();
    this.#drowsiness.forgetFace();
  }

  /** Forget all but how shut eyes look. */
  reset() {
    this.forgetFace();
    this.#blinkRate.reset();
    this.#drowsiness.reset();
  }

  /**
   * Return whether lids can be told in this pose: from nearly all sides that show one eye.
   * @param {import("../../face/measures.js").FaceMeasures} measures
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

  #minute() {
    return {
      blinks: this.#blinkRate.count,
      blink_rate_per_min: this.#blinkRate.rate,
      perclos: this.#drowsiness.perclos,
    };
  }
}
