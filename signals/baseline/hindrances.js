/**
 * @file Hindrances: why a measured face cannot be taken for how it rests. Twin of hindrances.py.
 *
 * The camera stands low, high, beside or on its side; the lids are shut; no eye is seen.
 */

/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {{yaw_deg: number, pitch_deg: number, roll_deg: number}} HeadPose */

/** Judges measured faces one by one, of which the student may have switched parts off. */
export class Hindrances {
  #yawMaxDeg;
  #rollMaxDeg;
  #pitchMinDeg;
  #pitchMaxDeg;
  #marginDeg;
  #headYawMaxDeg;
  #headPitchMaxDeg;
  #earMin;
  #lidsTold = true;
  #headTold = true;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {import("../contract/masks.js").Masks} masks
   */
  constructor(parameters, masks) {
    this.mask(masks);
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#yawMaxDeg = number("facial_yaw_max_deg");
    this.#rollMaxDeg = number("facial_roll_max_deg");
    this.#pitchMinDeg = number("facial_pitch_min_deg");
    this.#pitchMaxDeg = number("facial_pitch_max_deg");
    this.#marginDeg = number("facial_margin_deg");
    this.#headYawMaxDeg = number("head_yaw_max_deg");
    this.#headPitchMaxDeg = number("head_pitch_max_deg");
    this.#earMin = number("open_ear_min");
  }

  /**
   * Take what is switched off, in place of that before.
   * @param {import("../contract/masks.js").Masks} masks
   */
  mask(masks) {
    this.#lidsTold = !masks.off("eyes");
    this.#headTold = !masks.off("head");
  }

  /**
   * Return what hinders this face; null where it may be how the face rests.
   * @param {FaceMeasures} measures
   * @returns {string | null}
   */
  reason(measures) {
    const reason = this.poseReason(measures);
    if (reason !== null) return reason;
    if (this.#shut(measures)) return "eyes_shut";
    return measures.gaze_raw_yaw_deg === undefined ? "no_eyes" : null;
  }

  /**
   * Return how the camera stands where the face cannot be read; `marginDeg` sooner, where given.
   * @param {HeadPose} pose
   * @param {number} [marginDeg]
   * @returns {string | null}
   */
  poseReason({ yaw_deg: yawDeg, pitch_deg: pitchDeg, roll_deg: rollDeg }, marginDeg = 0) {
    if (Math.abs(rollDeg) > this.#rollMaxDeg - marginDeg) return "camera_sideways";
    if (Math.abs(yawDeg) > this.#yawMaxDeg - marginDeg) return "camera_beside";
    if (pitchDeg > this.#pitchMaxDeg - marginDeg) return "camera_low";
    return pitchDeg < this.#pitchMinDeg + marginDeg ? "camera_high" : null;
  }

  /**
   * Return whether nothing hinders, and would not with a head turned a little further.
   * @param {FaceMeasures} measures
   * @returns {boolean}
   */
  clear(measures) {
    return this.poseReason(measures, this.#marginDeg) === null && this.reason(measures) === null;
  }

  /**
   * Return whether the head alone tells where a hindered face looks.
   *
   * On its side a picture's left and right are the student's up and down. Where half of a face is hidden, the mesh
   * turns less than the head. Behind lids that look shut somebody may sleep.
   * @param {FaceMeasures} measures
   * @param {string} reason
   * @returns {boolean}
   */
  tellsDirection(measures, reason) {
    return (
      this.#headTold &&
      reason !== "camera_sideways" &&
      Math.abs(measures.yaw_deg) <= this.#headYawMaxDeg &&
      Math.abs(measures.pitch_deg) <= this.#headPitchMaxDeg &&
      !this.#shut(measures)
    );
  }

  /** @param {FaceMeasures} measures */
  #shut(measures) {
    // A wink shuts one eye.
    return this.#lidsTold && Math.max(measures.ear_right, measures.ear_left) < this.#earMin;
  }
}
