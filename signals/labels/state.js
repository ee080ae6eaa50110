/**
 * @file State machine: from the measures of a student whose baseline is known to a state and its cues.
 *
 * Twin of state.py.
 */

import { Attention } from "../cues/attention.js";
import { BrowLowered } from "../cues/brow.js";
import { ListedCues } from "../cues/cues.js";
import { Lids } from "../cues/eyes/lids.js";
import { Gaze } from "../cues/gaze_direction.js";
import { Smile } from "../cues/smile.js";
import { Speech } from "../cues/speech.js";
import { HeadTilt } from "../cues/tilt.js";
import { Yawn } from "../cues/yawn.js";
import { Confusion, evidence } from "./confusion.js";
import { LearntConfusion, MILDEST, STRICTEST } from "./learnt_confusion.js";

/** @typedef {import("../baseline/baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").Reading & {reason: null}} Measured */
/** @typedef {import("../contract/report.js").Cue} Cue */
/** @typedef {import("../contract/report.js").State} State */

/** Follows one student's face over time. */
export class StateMachine {
  #masks;
  #personal;
  #lids;
  #gaze;
  #attention;
  #brow;
  #tilt;
  #smile;
  #speech;
  #yawn;
  #rule;
  #confusion;
  #learnt;
  #cues;
  /** @type {[number, number]} */
  #direction = [0, 0];
  /** @type {Partial<import("../contract/report.js").Measures>} */
  relative = {};

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {import("../contract/parameters.js").Sensitivity} rule
   * @param {import("../contract/masks.js").Masks} masks
   * @param {import("../personal/personal.js").Personal} personal
   */
  constructor(parameters, rule, masks, personal) {
    this.#masks = masks;
    this.#personal = personal;
    this.#lids = new Lids(parameters);
    this.#gaze = new Gaze(parameters, masks);
    this.#attention = new Attention(parameters);
    this.#brow = new BrowLowered(parameters, masks);
    this.#tilt = new HeadTilt(parameters);
    this.#smile = new Smile(parameters);
    this.#speech = new Speech(parameters);
    this.#yawn = new Yawn(parameters);
    this.#rule = rule;
    this.#confusion = new Confusion(parameters, rule);
    this.#learnt = new LearntConfusion(parameters, personal);
    this.#cues = new ListedCues(parameters, masks);
  }

  /**
   * away, down, drowsy, confused, focused or neutral, and drowsy first behind lids that are shut now.
   *
   * It is unknown where all that tells attention is masked.
   * @returns {import("../contract/report.js").State}
   */
  get state() {
    if (!this.#masks.attentionTold) return "unknown";
    const [looking, drowsy] = [this.#attention.state, this.#lids.drowsy];
    const elsewhere = looking === "away" || looking === "down";
    if (elsewhere && !(drowsy && this.#lids.asleep)) return looking;
    if (drowsy) return "drowsy";
    return this.#confused ? "confused" : looking;
  }

  /** Whether the face rests, as far as can be seen: waking eyes on the screen, no smile and no yawn. */
  get attends() {
    const asleep = this.#lids.shut || this.#lids.drowsy;
    return this.#attention.centred && !asleep && !this.#smile.on && !this.#yawn.wide;
  }

  /** Whether the face is not as usual: the brow is lowered or the head tilted. */
  get atypical() {
    return this.#brow.on || this.#tilt.on;
  }

  /**
   * Return the cues that are on and explain a state.
   * @param {State} state
   * @returns {Cue[]}
   */
  cues(state) {
    return this.#cues.explaining(state);
  }

  /** What a proctor wants to know. */
  get alerts() {
    /** @type {import("../contract/report.js").Alert[]} */
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
  observe(reading, reference, tS, dtS) {
    const lids = this.#readLids(reading, reference, tS, dtS);
    if (!this.#lids.asleep) {
      this.#direction = this.#gaze.update(reading.measures, reference, this.#lids.shut, dtS);
    }
    const [yawDeg, pitchDeg] = this.#direction;
    this.#attention.update(yawDeg, pitchDeg, this.#lids.closed, tS, dtS);
    const facts = this.#readExpression(reading, reference, tS, dtS);
    this.#cues.observe(facts, reading.facial ? reading.measures : null, reference, dtS);
    this.#confusion.update(this.#evidence(reading, reference, this.#rule), dtS);
    this.#personal.update(this.#learnable(reading, reference, facts, lids), tS, dtS);
    if (this.#personal.runs) {
      const strict = this.#evidence(reading, reference, STRICTEST);
      this.#learnt.update(strict, this.#evidence(reading, reference, MILDEST), dtS);
    }
    this.relative = { gaze_yaw_deg: yawDeg, gaze_pitch_deg: pitchDeg, ...lids };
    if (reading.facial) Object.assign(this.relative, this.#brow.measures, this.#speech.measures);
  }

  /** Forget the face that is gone; the looks away before still add up. */
  forgetFace() {
    this.#attention.forgetFace();
    this.#lids.forgetFace();
    this.#brow.forgetFace();
    for (const part of [this.#gaze, this.#tilt, this.#smile]) part.reset();
    for (const part of [this.#speech, this.#yawn, this.#confusion, this.#learnt]) part.reset();
    this.#personal.reset();
    this.#cues.forgetFace();
    this.relative = {};
  }

  /** Forget all but the baseline, which is not kept here. */
  reset() {
    this.forgetFace();
    this.#attention.reset();
    this.#lids.reset();
  }

  /**
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {number} tS
   * @param {number} dtS
   */
  #readLids(reading, reference, tS, dtS) {
    if (this.#masks.off("eyes")) return {};
    const excused = this.#smile.on || this.#yawn.wide;
    return this.#lids.update(reading, reference, this.#attention.below, excused, tS, dtS);
  }

  /**
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {number} tS
   * @param {number} dtS
   * @returns {import("../cues/cues.js").Facts}
   */
  #readExpression(reading, reference, tS, dtS) {
    const [masks, closed, looks] = [this.#masks, this.#lids.closed, this.#attention.cues];
    if (!reading.facial) {
      this.#brow.skip();
      return { lowered: false, tilted: false, unsmiling: false, yawning: false, closed, looks };
    }
    const down = !masks.off("brow") && this.#brow.update(reading.measures, reference, dtS);
    const lowered = down && !this.#lids.wink;
    const tilted = !masks.off("head") && this.#tilt.update(reading.measures, reference, dtS);
    const smiling = !masks.off("mouth") && this.#smile.update(reading.measures, reference, dtS);
    const yawning = !masks.off("mouth") && this.#readLips(reading, reference, tS, dtS);
    return { lowered, tilted, unsmiling: !smiling && !reference.smiles, yawning, closed, looks };
  }

  /**
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {number} tS
   * @param {number} dtS
   */
  #readLips(reading, reference, tS, dtS) {
    const speaking = this.#speech.update(reading.measures, reference, tS, dtS) === true;
    return this.#yawn.update(reading.measures, reference, this.#smile.on || speaking, dtS);
  }

  get #confused() {
    return this.#personal.runs ? this.#learnt.on : this.#confusion.on;
  }

  /**
   * Return the cues of a frame in the order of CUE_NAMES; what is switched off is read at rest.
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {import("../cues/cues.js").Facts} facts
   * @param {{closure?: number}} lids
   * @returns {number[] | null}
   */
  #learnable(reading, reference, facts, lids) {
    if (!reading.facial) return null;
    const z = this.#masks.off("brow") ? 0 : (this.#brow.z ?? 0);
    const tiltDeg = this.#masks.off("head") ? 0 : reference.tiltDeg(reading.measures.roll_deg);
    const narrowing = Math.min(Math.max(lids.closure ?? 0, 0), 1);
    return [z, tiltDeg, Number(facts.unsmiling), Number(this.#attention.centred), narrowing];
  }

  /**
   * A pose in which the face cannot be read still tells that somebody looks elsewhere.
   * @param {Measured} reading
   * @param {Reference} reference
   * @param {import("../contract/parameters.js").Sensitivity} rule
   */
  #evidence(reading, reference, rule) {
    const { centred } = this.#attention;
    if (!reading.facial) return centred ? null : "against";
    if (!this.#masks.directionTold) return "against";
    const shown = evidence(rule, this.#brow.on, this.#tilt.on, this.#smile.on, centred);
    // Whoever speaks moves brow and head along, and a wink takes its brow down, which proves nothing; a brow at rest
    // still does. No smile against a baseline that smiled is as little proof that there is none.
    const smileUntold = reference.smiles && !this.#masks.off("mouth");
    const unproven = this.#speech.on || this.#lids.wink || smileUntold;
    return unproven && (shown === "all" || shown === "brow_alone") ? null : shown;
  }
}
