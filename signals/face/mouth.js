/** @file Mouth: how far it is open and how its corners lie on one frame. Twin of mouth.py. */

import { distance, meanCoordinate } from "../maths/geometry.js";

/** @typedef {import("../maths/geometry.js").Points} Points */

/**
 * Return the height of the mouth corners over the middle of the lips, in the head's own frame.
 * @param {Points} points
 * @param {number[]} corners
 * @param {number[]} centre
 * @returns {number}
 */
export function cornerLiftCm(points, corners, centre) {
  return meanCoordinate(points, corners, 1) - meanCoordinate(points, centre, 1);
}

/**
 * Return the distance between the mouth corners.
 * @param {Points} points
 * @param {number[]} corners
 * @returns {number}
 */
export function mouthWidthCm(points, corners) {
  const [right, left] = /** @type {[number, number]} */ (corners);
  return distance(points, right, left);
}

/**
 * Return the mean distance between the inner lips.
 * @param {Points} points
 * @param {[number, number][]} pairs
 * @returns {number}
 */
export function mouthOpenCm(points, pairs) {
  const sum = pairs.reduce((total, [upper, lower]) => total + distance(points, upper, lower), 0);
  return sum / pairs.length;
}
