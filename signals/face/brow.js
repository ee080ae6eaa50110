/** @file Brow: how high and how far apart the inner brows are on one frame. Twin of brow.py. */

import { meanCoordinate } from "../maths/geometry.js";

/** @typedef {import("../maths/geometry.js").Points} Points */

/**
 * Return the height of the inner brow over the nose's root, in the head's own frame.
 * @param {Points} points
 * @param {number[]} brow
 * @param {number[]} noseRoot
 * @returns {number}
 */
export function browHeightCm(points, brow, noseRoot) {
  return meanCoordinate(points, brow, 1) - meanCoordinate(points, noseRoot, 1);
}

/**
 * Return the mean width of the gap between the inner brows, in the head's own frame.
 * @param {Points} points
 * @param {[number, number][]} pairs
 * @returns {number}
 */
export function browDistanceCm(points, pairs) {
  const right = pairs.map((pair) => pair[0]);
  const left = pairs.map((pair) => pair[1]);
  return meanCoordinate(points, left, 0) - meanCoordinate(points, right, 0);
}

/**
 * Return how far the brow is lowered, in sigmas: both halves of AU4 count alike.
 * @param {number} heightSigmas
 * @param {number} distanceSigmas
 * @returns {number}
 */
export function browZ(heightSigmas, distanceSigmas) {
  return -(heightSigmas + distanceSigmas) / Math.sqrt(2);
}
