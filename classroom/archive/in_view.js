/** @file In view: the mean over students of their share of time focused, with its interval (percentile bootstrap over students). */

import { FEWEST_MEASURABLE, LEAST_COVERAGE } from "../timeline/class_index.js";
import { Lots } from "./lots.js";
import { shareCode } from "./rounding.js";

/** @typedef {import("../timeline/class_index.js").Amounts} Amounts one student's time in ms */

const RESAMPLES = 2000;
/** What a 95% interval leaves out at each end. */
const TAIL = 0.025;
/** The same lesson has the same interval each time. */
const SEED = 20;

/**
 * @param {readonly Amounts[]} students each one's time over the lesson
 * @returns {import("./refusals.js").InView | null} as codes; null where too few were measured to speak of the class
 */
export function inViewOf(students) {
  const measured = students.filter(({ measurable }) => measurable > 0);
  const sum = (/** @type {keyof Amounts} */ name) => students.reduce((total, each) => total + each[name], 0);
  const coverage = sum("present") === 0 ? 0 : sum("measurable") / sum("present");
  if (measured.length < FEWEST_MEASURABLE || coverage < LEAST_COVERAGE) return null;
  const shares = measured.map(({ focused, measurable }) => focused / measurable);
  const [low, high] = intervalOf(shares);
  return {
    share: shareCode(meanOf(shares)),
    low: shareCode(low),
    high: shareCode(high),
    coverage: shareCode(coverage),
  };
}

/**
 * @param {readonly number[]} shares
 * @returns {[low: number, high: number]}
 */
export function intervalOf(shares) {
  const lots = new Lots(SEED);
  const means = Array.from({ length: RESAMPLES }, () =>
    meanOf(shares.map(() => shares[lots.below(shares.length)] ?? 0)),
  ).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => means[Math.round(share * (RESAMPLES - 1))] ?? 0;
  return [at(TAIL), at(1 - TAIL)];
}

/** @param {readonly number[]} values */
const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
