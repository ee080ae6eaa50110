/**
 * @file Masks: the cues a student has switched off, without having to say why. Twin of masks.py.
 *
 * A masked cue is never on, never listed and never evidence. What needs it stays silent, and what it could only
 * have contradicted goes on without it.
 */

/** @typedef {typeof MASKS[number]} MaskName */

export const MASKS = /** @type {const} */ (["brow", "eyes", "gaze", "head", "mouth"]);

/** The names out of MASKS that are switched off. */
export class Masks {
  #masked;

  /** @param {Iterable<MaskName>} masked */
  constructor(masked = []) {
    this.#masked = new Set(masked);
    // Whether anything shows where the student looks: the head's direction stands in for the gaze.
    this.directionTold = !(this.off("gaze") && this.off("head"));
    // Whether anything shows attention: open eyes before the screen do, wherever they look.
    this.attentionTold = this.directionTold || !this.off("eyes");
  }

  /**
   * Return whether the student has switched this off.
   * @param {MaskName} name
   * @returns {boolean}
   */
  off(name) {
    return this.#masked.has(name);
  }

  /**
   * Return the measures a baseline takes: the head's angles where the gaze is switched off.
   * @template {{yaw_deg: number, pitch_deg: number}} Measures
   * @param {Measures} measures
   * @returns {Measures}
   */
  calibrated(measures) {
    if (!this.off("gaze")) return measures;
    return { ...measures, gaze_raw_yaw_deg: measures.yaw_deg, gaze_raw_pitch_deg: measures.pitch_deg };
  }
}
