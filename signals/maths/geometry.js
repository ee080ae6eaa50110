/**
 * @file Geometry: the similarity that lays one point set on another (Horn 1987), and angles.
 *
 * Twin of geometry.py.
 */

import { largestEigenvector } from "./eigenvector.js";

/** @typedef {Float64Array} Points n landmarks as x, y, z, x, y, z, ... */
/** @typedef {[number, number, number]} Vector */
/** @typedef {[Vector, Vector, Vector]} Matrix rows */

/**
 * points ~ scale * rotation * model + translation
 * @typedef {{rotation: Matrix, scale: number, translation: Vector}} Similarity
 */

const DEGREES_PER_RADIAN = 180 / Math.PI;

/**
 * Return an angle in degrees.
 * @param {number} radians
 * @returns {number}
 */
export function degrees(radians) {
  return radians * DEGREES_PER_RADIAN;
}

/**
 * Return one coordinate of one landmark.
 * @param {Points} points
 * @param {number} index
 * @param {number} axis
 * @returns {number}
 */
export function at(points, index, axis) {
  return /** @type {number} */ (points[3 * index + axis]);
}

/**
 * Return the distance between two landmarks, in their unit.
 * @param {Points} points
 * @param {number} first
 * @param {number} second
 * @returns {number}
 */
export function distance(points, first, second) {
  const x = at(points, first, 0) - at(points, second, 0);
  const y = at(points, first, 1) - at(points, second, 1);
  const z = at(points, first, 2) - at(points, second, 2);
  return Math.sqrt(x * x + y * y + z * z);
}

/**
 * Return the mean of one coordinate over some landmarks.
 * @param {Points} points
 * @param {number[]} indices
 * @param {number} axis
 * @returns {number}
 */
export function meanCoordinate(points, indices, axis) {
  let sum = 0;
  for (const index of indices) sum += at(points, index, axis);
  return sum / indices.length;
}

/**
 * Fit a model onto as many points in closed form.
 *
 * Horn, "Closed-form solution of absolute orientation using unit quaternions", 1987.
 * @param {Points} model
 * @param {Points} points
 * @returns {Similarity}
 */
export function fitSimilarity(model, points) {
  const modelMean = meanPoint(model);
  const pointsMean = meanPoint(points);
  const products = sumOfProducts(model, modelMean, points, pointsMean);
  const rotation = rotationFromQuaternion(largestEigenvector(hornMatrix(products)));
  const scale = overlap(rotation, products) / sumOfSquares(model, modelMean);
  const turned = rotate(rotation, modelMean);
  /** @type {Vector} */
  const translation = [
    pointsMean[0] - scale * turned[0],
    pointsMean[1] - scale * turned[1],
    pointsMean[2] - scale * turned[2],
  ];
  return { rotation, scale, translation };
}

/**
 * Return the root mean square of how far points lie from where the pose lays the model.
 * @param {Similarity} pose
 * @param {Points} model
 * @param {Points} points
 * @returns {number}
 */
export function residual({ rotation, scale, translation }, model, points) {
  let sum = 0;
  for (let i = 0; 3 * i < model.length; i += 1) {
    const [x, y, z] = rotate(rotation, [at(model, i, 0), at(model, i, 1), at(model, i, 2)]);
    sum += (at(points, i, 0) - translation[0] - scale * x) ** 2;
    sum += (at(points, i, 1) - translation[1] - scale * y) ** 2;
    sum += (at(points, i, 2) - translation[2] - scale * z) ** 2;
  }
  return Math.sqrt(sum / (model.length / 3));
}

/**
 * Return the rotation of a unit quaternion.
 * @param {import("./eigenvector.js").Quaternion} quaternion
 * @returns {Matrix}
 */
export function rotationFromQuaternion([w, x, y, z]) {
  return [
    [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)],
    [2 * (y * x + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)],
    [2 * (z * x - w * y), 2 * (z * y + w * x), w * w - x * x - y * y + z * z],
  ];
}

/**
 * Return yaw, pitch and roll in degrees of R = Ry(yaw) Rx(-pitch) Rz(roll).
 *
 * Yaw > 0: nose to image right (unmirrored). Pitch > 0: up. Roll > 0: image-right side up.
 * @param {Matrix} rotation
 * @returns {Vector}
 */
export function eulerDeg([first, second, third]) {
  const pitch = Math.asin(Math.min(Math.max(second[2], -1), 1));
  const yaw = Math.atan2(first[2], third[2]);
  const roll = Math.atan2(second[0], second[1]);
  return [degrees(yaw), degrees(pitch), degrees(roll)];
}

/**
 * Return a rotated vector.
 * @param {Matrix} rotation
 * @param {Vector} vector
 * @returns {Vector}
 */
export function rotate([first, second, third], [x, y, z]) {
  return [
    first[0] * x + first[1] * y + first[2] * z,
    second[0] * x + second[1] * y + second[2] * z,
    third[0] * x + third[1] * y + third[2] * z,
  ];
}

/**
 * @param {Points} points
 * @returns {Vector}
 */
function meanPoint(points) {
  let [x, y, z] = [0, 0, 0];
  const count = points.length / 3;
  for (let i = 0; i < count; i += 1) {
    x += at(points, i, 0);
    y += at(points, i, 1);
    z += at(points, i, 2);
  }
  return [x / count, y / count, z / count];
}

/**
 * Return the way from a place to one landmark.
 * @param {Vector} from
 * @param {Points} points
 * @param {number} index
 * @returns {Vector}
 */
function between(from, points, index) {
  return [at(points, index, 0) - from[0], at(points, index, 1) - from[1], at(points, index, 2) - from[2]];
}

/**
 * @param {Points} model
 * @param {Vector} modelMean
 * @param {Points} points
 * @param {Vector} pointsMean
 * @returns {Matrix}
 */
function sumOfProducts(model, modelMean, points, pointsMean) {
  let [xx, xy, xz, yx, yy, yz, zx, zy, zz] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; 3 * i < model.length; i += 1) {
    const [ax, ay, az] = between(modelMean, model, i);
    const [bx, by, bz] = between(pointsMean, points, i);
    xx += ax * bx;
    xy += ax * by;
    xz += ax * bz;
    yx += ay * bx;
    yy += ay * by;
    yz += ay * bz;
    zx += az * bx;
    zy += az * by;
    zz += az * bz;
  }
  return [
    [xx, xy, xz],
    [yx, yy, yz],
    [zx, zy, zz],
  ];
}

/**
 * @param {Matrix} products
 * @returns {number[]}
 */
function hornMatrix([[xx, xy, xz], [yx, yy, yz], [zx, zy, zz]]) {
  // biome-ignore format: four rows of four
  return [
    xx + yy + zz, yz - zy, zx - xz, xy - yx,
    yz - zy, xx - yy - zz, xy + yx, zx + xz,
    zx - xz, xy + yx, -xx + yy - zz, yz + zy,
    xy - yx, zx + xz, yz + zy, -xx - yy + zz,
  ];
}

/**
 * Return sum R_rc S_cr: how much of the points the turned model explains.
 * @param {Matrix} rotation
 * @param {Matrix} products
 * @returns {number}
 */
function overlap(rotation, [first, second, third]) {
  const turned = (/** @type {Vector} */ vector, /** @type {0 | 1 | 2} */ axis) =>
    rotation[0][axis] * vector[0] + rotation[1][axis] * vector[1] + rotation[2][axis] * vector[2];
  return turned(first, 0) + turned(second, 1) + turned(third, 2);
}

/**
 * @param {Points} points
 * @param {Vector} mean
 * @returns {number}
 */
function sumOfSquares(points, mean) {
  let sum = 0;
  for (let i = 0; 3 * i < points.length; i += 1) {
    sum +=
      (at(points, i, 0) - mean[0]) ** 2 +
      (at(points, i, 1) - mean[1]) ** 2 +
      (at(points, i, 2) - mean[2]) ** 2;
  }
  return sum;
}
