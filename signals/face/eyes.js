/** @file Eyes: the eye aspect ratio (EAR) of one frame. Twin of eyes.py. */

import { distance } from "../maths/geometry.js";

/**
 * Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016).
 * @param {import("../maths/geometry.js").Points} points
 * @param {number[]} eye
 * @returns {number}
 */
export function eyeAspectRatio(points, eye) {
  const [p1, p2, p3, p4, p5, p6] = /** @type {[number, number, number, number, number, number]} */ (eye);
  const height = (distance(points, p2, p6) + distance(points, p3, p5)) / 2;
  return height / distance(points, p1, p4);
}
