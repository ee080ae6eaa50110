/**
 * @file Gaze: where the eyes point on one frame, from the flat iris and a round eyeball.
 *
 * Twin of gaze.py.
 */

import { at, degrees, rotate } from "../maths/geometry.js";

/** @typedef {import("../maths/geometry.js").Points} Points */
/** @typedef {import("../maths/geometry.js").Vector} Vector */
/** @typedef {[number, number]} Angles yaw and pitch, in degrees */

/**
 * Return the sideways and upward part of one eye's unit gaze, from its iris.
 *
 * FaceMesh gives the iris no depth of its own, so that of the eyeball's front serves.
 * @param {import("./head.js").Head} head
 * @param {Vector} iris
 * @param {Vector} centreCm
 * @param {number} radiusCm
 * @returns {[number, number]}
 */
export function eyeGaze({ pose, camera_cm }, iris, centreCm, radiusCm) {
  const centre = rotate(pose.rotation, centreCm);
  const shrink = (camera_cm - centre[2] - radiusCm) / camera_cm;
  const x = (iris[0] - pose.translation[0]) * (shrink / pose.scale);
  const y = (iris[1] - pose.translation[1]) * (shrink / pose.scale);
  return [(x - centre[0]) / radiusCm, (y - centre[1]) / radiusCm];
}

/**
 * Return yaw (> 0 to image right) and pitch (> 0 up), or null where the iris left the eyeball.
 * @param {number} sideways
 * @param {number} upward
 * @returns {Angles | null}
 */
export function gazeAnglesDeg(sideways, upward) {
  const forward = 1 - sideways * sideways - upward * upward;
  if (!(forward > 0)) return null;
  return [degrees(Math.atan2(sideways, Math.sqrt(forward))), degrees(Math.asin(upward))];
}

/** The eyeballs of the canonical face. */
export class Eyeballs {
  #iris;
  #radiusCm;
  #centresCm;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#iris = /** @type {[number, number]} */ (parameters.points("points_iris"));
    this.#radiusCm = parameters.number("eyeball_radius_cm");
    const [temporal, up, forward] = ["temporal", "up", "forward"].map((way) =>
      parameters.number(`eyeball_${way}_cm`),
    );
    const offset = /** @type {Vector} */ ([temporal, up, forward]);
    const rigid = parameters.points("points_rigid");
    const model = parameters.coordinates("canonical_rigid");
    const corners = parameters.points("points_eye_corners").map((point) => model[rigid.indexOf(point)]);
    const [a, b, c, d] = /** @type {[Vector, Vector, Vector, Vector]} */ (corners);
    this.#centresCm = { right: eyeCentreCm(a, b, offset), left: eyeCentreCm(c, d, offset) };
  }

  /**
   * Return the mean gaze of both eyes of image points.
   * @param {import("./head.js").Head} head
   * @param {Points} points
   * @returns {[number, number]}
   */
  gaze(head, points) {
    const right = eyeGaze(head, vectorAt(points, this.#iris[0]), this.#centresCm.right, this.#radiusCm);
    const left = eyeGaze(head, vectorAt(points, this.#iris[1]), this.#centresCm.left, this.#radiusCm);
    return [(right[0] + left[0]) / 2, (right[1] + left[1]) / 2];
  }
}

/**
 * @param {Vector} outer
 * @param {Vector} inner
 * @param {Vector} offset temporal, up, forward
 * @returns {Vector}
 */
function eyeCentreCm(outer, inner, offset) {
  const x = (outer[0] + inner[0]) / 2;
  const y = (outer[1] + inner[1]) / 2;
  const z = (outer[2] + inner[2]) / 2;
  return [x + Math.sign(x) * offset[0], y + offset[1], z + offset[2]];
}

/**
 * @param {Points} points
 * @param {number} index
 * @returns {Vector}
 */
function vectorAt(points, index) {
  return [at(points, index, 0), at(points, index, 1), at(points, index, 2)];
}
