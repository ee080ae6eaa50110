/** @file Eyes: the eye aspect ratio (EAR) of one frame. Twin of eyes.py. */

import { at, distance } from "../maths/geometry.js";

/**
 * Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016).
 *
 * The height is taken between the middles of both lids: a distance is never less than nothing, so that each one adds
 * its jitter to it, which holds shut lids apart. What both have together is half as much.
 * @param {import("../maths/geometry.js").Points} points
 * @param {number[]} eye
 * @returns {number}
 */
export function eyeAspectRatio(points, eye) {
  const [p1, p2, p3, p4, p5, p6] = /** @type {[number, number, number, number, number, number]} */ (eye);
  const gap = (/** @type {number} */ axis) =>
    (at(points, p2, axis) + at(points, p3, axis) - at(points, p6, axis) - at(points, p5, axis)) / 2;
  const [x, y, z] = [gap(0), gap(1), gap(2)];
  return Math.sqrt(x * x + y * y + z * z) / distance(points, p1, p4);
}
