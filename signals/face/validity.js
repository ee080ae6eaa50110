/**
 * @file Validity: whether a frame is a frame, and whether a mesh lies on a face well enough to measure.
 *
 * Twin of validity.py.
 *
 * Reasons for a bad frame: not_finite, time_backwards, bad_size, bad_luma, wrong_point_count.
 * Reasons for a frame without a measurable face: no_face, masked, and what a student can mend (reasons.js).
 */

import { at } from "../maths/geometry.js";

/** @typedef {import("../maths/geometry.js").Points} Points */

// The points that a measure is read off. Of the others the fit alone takes some, and its residual judges them.
const EYES = ["points_eye_corners", "points_right_eye", "points_left_eye", "points_iris"];
const FACE = ["points_inner_brow", "points_outer_brow", "points_mouth_corners", "points_mouth_centre"];
const NO_POINTS = new Float64Array(0);

/**
 * Return a face as flat points, none where it is not rows of numbers.
 * @param {ArrayLike<ArrayLike<number>>} face
 * @param {Points} landmarks where to write them
 * @returns {Points}
 */
export function toLandmarks(face, landmarks) {
  for (let i = 0; i < face.length; i += 1) {
    const row = /** @type {ArrayLike<number>} */ (face[i]);
    if (row.length !== 3) return NO_POINTS;
    landmarks[3 * i] = /** @type {number} */ (row[0]);
    landmarks[3 * i + 1] = /** @type {number} */ (row[1]);
    landmarks[3 * i + 2] = /** @type {number} */ (row[2]);
  }
  return landmarks;
}

/** Checks frames and meshes; every answer is a reason, or null where all is well. */
export class Validity {
  #landmarkCount;
  #read;
  #outsideMax;
  #sideMaxPx;
  #lumaMax;
  #depthMaxWidths;
  #widthMinPx;
  #residualMaxCm;
  #yawMaxDeg;
  #pitchRangeDeg;
  #rollMaxDeg;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#landmarkCount = number("landmark_count");
    this.#read = [...EYES, ...FACE].flatMap((name) => parameters.points(name));
    this.#read.push(...parameters.pairs("points_mouth_open").flat());
    this.#outsideMax = number("outside_max_sides");
    this.#sideMaxPx = number("image_side_max_px");
    this.#lumaMax = number("luma_max");
    this.#depthMaxWidths = number("depth_max_widths");
    this.#widthMinPx = number("face_width_min_px");
    this.#residualMaxCm = number("residual_max_cm");
    this.#yawMaxDeg = number("facial_yaw_max_deg");
    this.#pitchRangeDeg = { low: number("facial_pitch_min_deg"), high: number("facial_pitch_max_deg") };
    this.#rollMaxDeg = number("facial_roll_max_deg");
  }

  /**
   * Return why the picture's own figures cannot be right.
   * @param {number} width
   * @param {number} height
   * @param {number | null} luma
   * @returns {string | null}
   */
  frameReason(width, height, luma) {
    if (!(width > 0 && width <= this.#sideMaxPx && height > 0 && height <= this.#sideMaxPx)) {
      return "bad_size";
    }
    return luma === null || (luma >= 0 && luma <= this.#lumaMax) ? null : "bad_luma";
  }

  /**
   * Return why a face's landmarks cannot be FaceMesh's.
   * @param {Points} landmarks
   * @returns {string | null}
   */
  pointsReason(landmarks) {
    if (landmarks.length !== 3 * this.#landmarkCount) return "wrong_point_count";
    // Of what is not finite alone, 0 times is not 0.
    let nothing = 0;
    for (let i = 0; i < landmarks.length; i += 1) nothing += 0 * /** @type {number} */ (landmarks[i]);
    return nothing === 0 ? null : "not_finite";
  }

  /**
   * Return why a mesh is not worth fitting.
   *
   * Hairline, chin and cheeks may leave the picture: FaceMesh goes on beyond its edge.
   * @param {Points} landmarks
   * @returns {string | null}
   */
  meshReason(landmarks) {
    for (const i of this.#read) {
      if (!within(at(landmarks, i, 0), 0) || !within(at(landmarks, i, 1), 0)) return "face_cut";
    }
    let deepest = 0;
    for (let i = 0; 3 * i < landmarks.length; i += 1) {
      const [x, y] = [at(landmarks, i, 0), at(landmarks, i, 1)];
      if (!within(x, this.#outsideMax) || !within(y, this.#outsideMax)) return "poor_fit";
      deepest = Math.max(deepest, Math.abs(at(landmarks, i, 2)));
    }
    return deepest > this.#depthMaxWidths ? "poor_fit" : null;
  }

  /**
   * Return why a fitted head is not worth measuring.
   * @param {number} faceWidthPx
   * @param {number} residualCm
   * @returns {string | null}
   */
  headReason(faceWidthPx, residualCm) {
    if (!(faceWidthPx >= this.#widthMinPx)) return "face_small";
    return residualCm < this.#residualMaxCm ? null : "poor_fit";
  }

  /**
   * Return whether brow, mouth and lids can be measured in this pose.
   * @param {number} yawDeg
   * @param {number} pitchDeg
   * @param {number} rollDeg
   * @returns {boolean}
   */
  facial(yawDeg, pitchDeg, rollDeg) {
    return (
      Math.abs(yawDeg) <= this.#yawMaxDeg &&
      this.#pitchRangeDeg.low <= pitchDeg &&
      pitchDeg <= this.#pitchRangeDeg.high &&
      Math.abs(rollDeg) <= this.#rollMaxDeg
    );
  }
}

/**
 * @param {number} place
 * @param {number} beyond
 * @returns {boolean}
 */
function within(place, beyond) {
  return place >= -beyond && place <= 1 + beyond;
}
