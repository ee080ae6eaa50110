/**
 * @file Behaviour: from the measures of a student whose baseline is known to a state and its cues.
 *
 * Twin of behaviour.py.
 */

import { Attention } from "./attention.js";
import { BrowLowered } from "./brow.js";
import { Confusion, evidence } from "./confusion.js";
import { closure, Lids } from "./eyes.js";
import { Gaze } from "./gaze.js";
import { Smile } from "./mouth.js";
import { HeadTilt } from "./tilt.js";

/** @typedef {import("./baseline.js").Reference} Reference */
/** @typedef {import("./measures.js").Reading & {reason: null}} Measured */
/** @typedef {import("./report.js").Cue} Cue */

/** Follows one student's face over time. */
export class Behaviour {
  #masks;
  #closedShare;
  #lids;
  #gaze;
  #attention;
  #brow;
  #tilt;
  #smile;
  #rule;
  #confusion;
  /** @type {Cue[]} */
  #facialCues = [];
  /** @type {{gaze_yaw_deg?: number, gaze_pitch_deg?: number, closure?: number, brow_z?: number}} */
  relative = {};

  /**
   * @param {import("./parameters.js").Parameters} parameters
   * @param {import("./parameters.js").Sensitivity} rule
   * @param {import("./masks.js").Masks} masks
   */
  constructor(parameters, rule, masks) {
    this.#masks = masks;
    this.#closedShare = parameters.number("closed_ear_share");
    this.#lids = new Lids(parameters);
    this.#gaze = new Gaze(parameters, masks);
    this.#attention = new Attention(parameters);
    this.#brow = new BrowLowered(parameters);
    this.#tilt = new HeadTilt(parameters);
    this.#smile = new Smile(parameters);
    this.#rule = rule;
    this.#confusion = new Confusion(parameters, rule);
  }

  /**
   * away, down, confused, focused or neutral; unknown where all that tells attention is masked.
   * @returns {import("./report.js").State}
   */
  get state() {
    if (!this.#masks.attentionTold) return "unknown";
    const looking = this.#attention.state;
    return this.#confusion.on && looking !== "away" && looking !== "down" ? "confused" : looking;
  }

  /** The cues that are on. */
  get cues() {
    /** @type {Cue[]} */
    const closed = this.#lids.closed ? ["eyes_closed"] : [];
    return this.#masks.shown([...this.#facialCues, ...this.#attention.cues, ...closed]);
  }

  /** What a proctor wants to know. */
  get alerts() {
    /** @type {import("./report.js").Alert[]} */
    const alerts = this.#attention.alert ? ["gaze_away"] : [];
    return alerts;
  }

  /**
   * Take one measured face.
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {number} tS
   * @param {number} dtS
   */
  update(reading, reference, tS, dtS) {
    const closed = closure(reading.measures.ear, reference.open_ear, this.#closedShare);
    if (!this.#masks.off("eyes")) this.#lids.update(closed, dtS);
    const [yawDeg, pitchDeg] = this.#gaze.update(reading.measures, reference, this.#lids.shut, dtS);
    this.#attention.update(yawDeg, pitchDeg, this.#lids.closed, tS, dtS);
    this.#facialCues = reading.facial ? this.#readExpression(reading, reference, dtS) : [];
    this.#confusion.update(this.#evidence(reading), dtS);
    this.relative = { gaze_yaw_deg: yawDeg, gaze_pitch_deg: pitchDeg, closure: closed };
    if (reading.facial && this.#brow.z !== null) this.relative.brow_z = this.#brow.z;
  }

  /** Forget the face that is gone; the looks away before still add up. */
  lose() {
    this.#attention.lose();
    for (const part of [this.#lids, this.#gaze, this.#brow, this.#tilt, this.#smile, this.#confusion]) {
      part.reset();
    }
    this.#facialCues = [];
    this.relative = {};
  }

  /** Forget all but the baseline, which is not kept here. */
  reset() {
    this.lose();
    this.#attention.reset();
  }

  /**
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {number} dtS
   * @returns {Cue[]}
   */
  #readExpression(reading, reference, dtS) {
    const masks = this.#masks;
    const lowered = !masks.off("brow") && this.#brow.update(reading.measures, reference, dtS);
    const tilted = !masks.off("head") && this.#tilt.update(reading.measures, reference, dtS);
    const smiling = !masks.off("mouth") && this.#smile.update(reading.measures, reference, dtS);
    /** @type {Cue[]} */
    const cues = ["brow_lowered", "head_tilted", "no_smile"];
    const shown = [lowered, tilted, !smiling];
    return cues.filter((_, index) => shown[index]);
  }

  /**
   * A pose in which the face cannot be read still tells that somebody looks elsewhere.
   * @param {Measured} reading
   */
  #evidence(reading) {
    const { centred } = this.#attention;
    if (!reading.facial) return centred ? null : "against";
    if (!this.#masks.directionTold) return "against";
    return evidence(this.#rule, this.#brow.on, this.#tilt.on, this.#smile.on, centred);
  }
}
