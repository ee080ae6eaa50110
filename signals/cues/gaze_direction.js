/**
 * @file Gaze direction: the smoothed gaze against its baseline, between the iris and the head.
 *
 * Twin of gaze_direction.py.
 */

import { Masks } from "../contract/masks.js";
import { Ema } from "../maths/smoothing.js";

/** @typedef {import("../baseline/baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {[number, number]} Angles yaw and pitch, in degrees */

/** @type {Angles} */
export const AHEAD_DEG = [0, 0];

/**
 * How much an iris can tell at a head's pose, 1 to 0: turned aside or down, nose and lids hide it.
 *
 * What FaceMesh does not see it draws towards the middle: an iris that stays behind a head is doubted earlier than
 * one that is turned farther. Aside counts from the camera, which sees one eye less and less, and from the
 * baseline, at which the iris was learnt. It falls without a step, so that no direction jumps.
 */
export class IrisTrust {
  #behind;
  #farther;
  #down;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#behind = { full: number("iris_behind_full_deg"), none: number("iris_behind_none_deg") };
    this.#farther = { full: number("iris_farther_full_deg"), none: number("iris_farther_none_deg") };
    this.#down = { full: number("iris_down_full_deg"), none: number("iris_down_none_deg") };
  }

  /**
   * Return the trust in the iris's yaw and in its pitch, for angles against the usual ones.
   * @param {Angles} headDeg
   * @param {Angles} eyesDeg
   * @param {Reference["usual"]} usual
   * @returns {Angles}
   */
  shares([yawDeg, pitchDeg], eyesDeg, usual) {
    const seenDeg = yawDeg + usual.yaw_deg;
    const asideDeg = Math.abs(seenDeg) >= Math.abs(yawDeg) ? seenDeg : yawDeg;
    const byPitch = falling(this.#down, pitchDeg + usual.pitch_deg);
    const behind = Math.min(falling(this.#behind, Math.abs(asideDeg)), byPitch);
    const isFarther = (eyesDeg[0] - yawDeg) * asideDeg > 0;
    return [isFarther ? Math.min(falling(this.#farther, Math.abs(asideDeg)), byPitch) : behind, behind];
  }
}

/**
 * @param {{full: number, none: number}} slope
 * @param {number} angleDeg
 * @returns {number}
 */
function falling({ full, none }, angleDeg) {
  return Math.min(Math.max((none - angleDeg) / (none - full), 0), 1);
}

/**
 * The smoothed gaze against its baseline: between the iris and the head, as far as the iris can tell.
 *
 * Where both are switched off, nobody can say that the student does not look ahead.
 */
export class Gaze {
  #masks;
  #trust;
  #head;
  #eyes;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {Masks} masks
   */
  constructor(parameters, masks = new Masks()) {
    this.#masks = masks;
    this.#trust = new IrisTrust(parameters);
    const tauS = parameters.number("gaze_tau_s");
    this.#head = new Direction(tauS);
    this.#eyes = new Direction(tauS);
  }

  /**
   * Return yaw and pitch in degrees; behind shut lids the eyes stay where they were.
   * @param {FaceMeasures} measures
   * @param {Reference} reference
   * @param {boolean} shut
   * @param {number} dtS
   * @returns {Angles}
   */
  update(measures, reference, shut, dtS) {
    /** @type {Angles} */
    let headDeg = [
      reference.change("yaw_deg", measures.yaw_deg),
      reference.change("pitch_deg", measures.pitch_deg),
    ];
    if (!this.#masks.off("head")) headDeg = this.#head.update(headDeg, dtS);
    if (!shut && !this.#masks.off("gaze")) this.#followIris(measures, reference, headDeg, dtS);
    return this.#between(headDeg, reference);
  }

  /** Forget the gaze seen. */
  reset() {
    this.#head.reset();
    this.#eyes.reset();
  }

  /**
   * @param {FaceMeasures} measures
   * @param {Reference} reference
   * @param {Angles} headDeg
   * @param {number} dtS
   */
  #followIris({ gaze_raw_yaw_deg: yaw, gaze_raw_pitch_deg: pitch = 0 }, reference, headDeg, dtS) {
    if (yaw !== undefined) {
      const yawDeg = reference.change("gaze_raw_yaw_deg", yaw);
      this.#eyes.update([yawDeg, reference.change("gaze_raw_pitch_deg", pitch)], dtS);
    } else if (!this.#masks.off("head")) this.#eyes.update(headDeg, dtS);
  }

  /**
   * @param {Angles} headDeg
   * @param {Reference} reference
   * @returns {Angles}
   */
  #between(headDeg, reference) {
    const eyesDeg = this.#eyes.deg;
    // A poor iris is better than none where the head may not stand in.
    if (this.#masks.off("head")) return eyesDeg ?? AHEAD_DEG;
    if (eyesDeg === null) return headDeg;
    const [byYaw, byPitch] = this.#trust.shares(headDeg, eyesDeg, reference.usual);
    const [yawDeg, pitchDeg] = headDeg;
    return [yawDeg + byYaw * (eyesDeg[0] - yawDeg), pitchDeg + byPitch * (eyesDeg[1] - pitchDeg)];
  }
}

/** Smooths a yaw and a pitch. */
class Direction {
  #yaw;
  #pitch;
  /** @type {Angles | null} */
  deg = null;

  /** @param {number} tauS */
  constructor(tauS) {
    this.#yaw = new Ema(tauS);
    this.#pitch = new Ema(tauS);
  }

  /**
   * Return the smoothed angles.
   * @param {Angles} deg
   * @param {number} dtS
   * @returns {Angles}
   */
  update([yawDeg, pitchDeg], dtS) {
    this.deg = [this.#yaw.update(yawDeg, dtS), this.#pitch.update(pitchDeg, dtS)];
    return this.deg;
  }

  /** Forget the angles seen. */
  reset() {
    this.#yaw.reset();
    this.#pitch.reset();
    this.deg = null;
  }
}
