/** @file Class curve of a kept lesson: a file of it, and the link that takes it to the library's page, where it is shown first. */

import { classCurveOf } from "../../classroom/archive/class_curve.js";
import { curveFragment } from "../../classroom/archive/fragment.js";
import { refusalOf } from "../../classroom/archive/refusals.js";
import { download } from "../download.js";

/** @typedef {import("../saved_lessons/saved_lesson.js").SavedLesson} Kept */

const KEEP_PATH = "/library/keep";
const INDENT = 2;

/**
 * @param {Kept} kept
 * @returns {import("../../classroom/archive/refusals.js").ClassCurve | null} null where fewer than ten minutes had five people or more
 */
export function keepableCurve(kept) {
  const curve = classCurveOf(kept);
  return curve === null || refusalOf(curve) !== null ? null : curve;
}

/**
 * @param {Kept} kept
 * @param {string} library its origin
 * @returns {string | null} null where there is nothing to keep
 */
export function keepingLink(kept, library) {
  const curve = keepableCurve(kept);
  return curve === null ? null : `${library}${KEEP_PATH}${curveFragment(curve)}`;
}

/**
 * @param {string} code
 * @param {import("../../classroom/archive/refusals.js").ClassCurve} curve
 */
export function saveCurve(code, curve) {
  const words = JSON.stringify(curve, null, INDENT);
  download(`readroom-${code}-class-curve.json`, new Blob([words], { type: "application/json" }));
}
