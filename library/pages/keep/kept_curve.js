/** @file Kept curve: what of a class curve its teacher keeps, in the very words that go to the library. */

import { beginOf, FEWEST } from "../../../classroom/archive/rounding.js";

/** @typedef {import("../../../classroom/archive/refusals.js").ClassCurve} ClassCurve */

/**
 * @param {ClassCurve} curve
 * @param {object} choice
 * @param {string} choice.title
 * @param {readonly number[]} choice.marks places of those markers that are kept
 * @param {number} [choice.fewest] people of whom this library keeps a minute
 * @returns {ClassCurve}
 */
export function keptCurve(curve, { title, marks, fewest = FEWEST }) {
  return {
    ...curve,
    title,
    minutes: curve.minutes.map((minute) =>
      minute !== null && beginOf(minute.here) < fewest ? null : minute,
    ),
    marks: curve.marks.filter((_, place) => marks.includes(place)),
  };
}

/**
 * @param {ClassCurve} curve
 * @returns {string} its JSON, with a line a minute
 */
export function curveWords(curve) {
  const lines = Object.entries(curve).map(([name, value]) => {
    const list = Array.isArray(value) && value.length > 0;
    const words = list
      ? `[\n${value.map((each) => `  ${JSON.stringify(each)}`).join(",\n")}\n ]`
      : JSON.stringify(value);
    return ` ${JSON.stringify(name)}: ${words}`;
  });
  return `{\n${lines.join(",\n")}\n}`;
}
