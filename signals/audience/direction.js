/**
 * @file Head direction: whether a head in the room points towards the camera, away from it, or down.
 *
 * Twin of direction.py.
 *
 * Of a face this small nothing finer can be read: no brow, no eyes, no gaze.
 */

import { HeadFit, imagePoints } from "../face/head.js";
import { eulerDeg } from "../maths/geometry.js";

/** @typedef {import("./merging.js").Box} Box */
/** @typedef {import("../maths/geometry.js").Points} Points */
/** @typedef {"towards" | "away" | "down" | "unclear"} Direction */

/** Reads the direction of one head off the landmarks of an enlarged crop. */
export class HeadDirection {
  #fit;
  #lastPoint;
  #residualMaxCm;
  #leastPx;
  #cropFaces;
  #awayDeg;
  #downDeg;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#fit = new HeadFit(parameters);
    this.#lastPoint = Math.max(...parameters.points("points_rigid"));
    this.#residualMaxCm = parameters.number("residual_max_cm");
    this.#leastPx = parameters.number("audience_direction_px");
    this.#cropFaces = parameters.number("audience_crop_faces");
    this.#awayDeg = parameters.number("audience_away_yaw_deg");
    this.#downDeg = parameters.number("audience_down_pitch_deg");
  }

  /**
   * Return left, top and side of the square to enlarge; null where the face is too small to read.
   * @param {Box} box
   * @returns {[left: number, top: number, side: number] | null}
   */
  crop([left, top, width, height]) {
    if (height < this.#leastPx) return null;
    const side = this.#cropFaces * Math.max(width, height);
    return [left + width / 2 - side / 2, top + height / 2 - side / 2, side];
  }

  /**
   * Return where a head points, or `unclear` where FaceMesh found no face or none that fits.
   * @param {Points} landmarks in shares of a crop of this side
   * @param {number} side
   * @param {number} width of the picture
   * @param {number} height of the picture
   * @returns {Direction}
   */
  read(landmarks, side, width, height) {
    const pose = this.poseDeg(landmarks, side, width, height);
    if (pose === null) return "unclear";
    const [yawDeg, pitchDeg] = pose;
    if (Math.abs(yawDeg) > this.#awayDeg) return "away";
    return pitchDeg < this.#downDeg ? "down" : "towards";
  }

  /**
   * Return yaw and pitch as from the camera's place; null where the landmarks are no head's.
   * @param {Points} landmarks
   * @param {number} side
   * @param {number} width
   * @param {number} height
   * @returns {[yawDeg: number, pitchDeg: number] | null}
   */
  poseDeg(landmarks, side, width, height) {
    if (landmarks.length <= 3 * this.#lastPoint + 2 || !landmarks.every(Number.isFinite)) return null;
    // As if the camera had turned towards this head: its place in the picture is no direction.
    const points = imagePoints(landmarks, 1).map((value) => value * (side / width));
    const head = this.#fit.fit(points, height / width);
    if (!(head.residual_cm < this.#residualMaxCm)) return null;
    const [yawDeg, pitchDeg] = eulerDeg(head.pose.rotation);
    return [yawDeg, pitchDeg];
  }
}
