/**
 * @file The head: its pose before the camera, and all landmarks in its own frame of centimetres.
 *
 * Twin of head.py.
 */

import { at, fitSimilarity, residual } from "../maths/geometry.js";

/** @typedef {import("../maths/geometry.js").Points} Points */
/** @typedef {import("../maths/geometry.js").Similarity} Similarity */

/**
 * A fitted head: `pose` maps its frame (cm) to the image, `points` are the landmarks in that frame.
 * @typedef {{pose: Similarity, camera_cm: number, face_width: number, residual_cm: number, points: Points}} Head
 */

/**
 * Return landmarks right-handed, y up, z to the camera; unit: image width.
 *
 * `aspect` is height / width: landmarks give y as a share of the height.
 * @param {Points} landmarks
 * @param {number} aspect
 * @param {Points} [points] where to write them
 * @returns {Points}
 */
export function imagePoints(landmarks, aspect, points = new Float64Array(landmarks.length)) {
  for (let i = 0; 3 * i < points.length; i += 1) {
    points[3 * i] = at(landmarks, i, 0) - 0.5;
    points[3 * i + 1] = -aspect * (at(landmarks, i, 1) - 0.5);
    points[3 * i + 2] = -at(landmarks, i, 2);
  }
  return points;
}

/**
 * Return the points as a camera at infinity would see them: what is nearer was drawn larger.
 *
 * The head's middle is focal / scale away, and keeps its place.
 * @param {Points} points
 * @param {Similarity} pose
 * @param {number} focal
 * @param {Points} [flat] where to write them
 * @returns {Points}
 */
export function undoPerspective(points, { translation }, focal, flat = new Float64Array(points.length)) {
  for (let i = 0; 3 * i < points.length; i += 1) {
    const shrink = 1 - (at(points, i, 2) - translation[2]) / focal;
    flat[3 * i] = translation[0] + (at(points, i, 0) - translation[0]) * shrink;
    flat[3 * i + 1] = translation[1] + (at(points, i, 1) - translation[1]) * shrink;
    flat[3 * i + 2] = at(points, i, 2);
  }
  return flat;
}

/** Fits heads to landmarks with the rigid points of the canonical face. */
export class HeadFit {
  #rigid;
  #model;
  // Written anew for each face: allocating them took half of a frame's time in Chromium.
  #picked;
  #flat;
  #focalSides;
  #passes;
  #modelWidthCm;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#rigid = parameters.points("points_rigid");
    this.#model = Float64Array.from(parameters.coordinates("canonical_rigid").flat());
    this.#picked = new Float64Array(this.#model.length);
    this.#flat = new Float64Array(this.#model.length);
    this.#focalSides = parameters.number("focal_sides");
    this.#passes = parameters.number("perspective_passes");
    this.#modelWidthCm = parameters.number("face_width_model_cm");
  }

  /**
   * Return the head behind image points.
   * @param {Points} points
   * @param {number} aspect
   * @returns {Head}
   */
  fit(points, aspect) {
    const focal = this.#focalSides * Math.max(1, aspect);
    const rigid = pick(points, this.#rigid, this.#picked);
    let flat = rigid;
    let pose = fitSimilarity(this.#model, flat);
    let before = pose;
    const faceWidth = pose.scale * this.#modelWidthCm;
    for (let pass = 0; pass < this.#passes; pass += 1) {
      before = pose;
      flat = undoPerspective(rigid, before, focal, this.#flat);
      pose = fitSimilarity(this.#model, flat);
    }
    const scale = positive(pose.scale);
    return {
      pose,
      camera_cm: focal / scale,
      face_width: faceWidth,
      residual_cm: residual(pose, this.#model, flat) / scale,
      points: toOwnFrame(points, before, pose, focal),
    };
  }
}

/**
 * Write some of the points, in the given order, and return them.
 * @param {Points} points
 * @param {number[]} indices
 * @param {Points} picked
 * @returns {Points}
 */
function pick(points, indices, picked) {
  for (let i = 0; i < indices.length; i += 1) {
    const index = /** @type {number} */ (indices[i]);
    for (let axis = 0; axis < 3; axis += 1) picked[3 * i + axis] = at(points, index, axis);
  }
  return picked;
}

/**
 * Return R^T (p - t) / s of each point as a camera at infinity would see it, in one round over all of them.
 * @param {Points} points
 * @param {Similarity} seen
 * @param {Similarity} pose
 * @param {number} focal
 * @returns {Points}
 */
function toOwnFrame(points, { translation: [seenX, seenY, seenZ] }, { rotation, scale, translation }, focal) {
  const [[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]] = rotation;
  const [startX, startY, startZ] = translation;
  const perCm = 1 / positive(scale);
  const own = new Float64Array(points.length);
  for (let i = 0; 3 * i < points.length; i += 1) {
    const depth = at(points, i, 2);
    const shrink = 1 - (depth - seenZ) / focal;
    const x = (seenX + (at(points, i, 0) - seenX) * shrink - startX) * perCm;
    const y = (seenY + (at(points, i, 1) - seenY) * shrink - startY) * perCm;
    const z = (depth - startZ) * perCm;
    own[3 * i] = xx * x + yx * y + zx * z;
    own[3 * i + 1] = xy * x + yy * y + zy * z;
    own[3 * i + 2] = xz * x + yz * y + zz * z;
  }
  return own;
}

/** @param {number} scale */
function positive(scale) {
  // Landmarks that all lie on one spot have no scale; any other number keeps them finite, and too small.
  return scale > 0 ? scale : 1;
}
