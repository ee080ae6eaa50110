/** @file Curve steps: a lesson's sums as what is drawn and read, with shares, their intervals and how many were measured. */

import { wilson } from "../../../classroom/timeline/class_index.js";
import { STATE_NAMES } from "../../../protocol/states.js";

/** @typedef {import("../../../protocol/states.js").State} State */
/** @typedef {import("../../../protocol/policies.js").Policy} Policy */
/** @typedef {{bin_ms: number, bins: number, sums: Record<string, number[]>}} Curve as the library tells it */
/** @typedef {{share: number, low: number, high: number}} Interval each from 0 to 1 */
/**
 * @typedef {object} Counts people, and presses
 * @property {number} first who saw it
 * @property {number} again how often it was seen again
 * @property {number} lost
 * @property {number} per_100 presses of lost for 100 of those who saw it
 * @property {{state: State, count: number}[]} states of those who were measured, in the order of the states
 * @property {number} measured
 * @property {number} coverage who was measured, of those who saw it
 * @property {Interval | null} told who was as the policy's best state says; null where nobody was measured
 */
/** @typedef {{from_s: number, to_s: number, counts: Counts | null}} Step `counts` is null where fewer than five have watched */

/**
 * The state whose share says most of a class under this policy; null where no face is read.
 * @type {Record<Policy, State | null>}
 */
export const TOLD = { labels: "focused", ask: "present", presence: "present", self: null };

/**
 * @param {Curve} curve
 * @param {Policy} policy
 * @returns {Step[]} a bin each; neighbours that fewer than five have watched are one step
 */
export function curveSteps(curve, policy) {
  /** @type {Step[]} */
  const steps = [];
  for (let bin = 0; bin < curve.bins; bin += 1) {
    const counts = countsAt(curve, bin, TOLD[policy]);
    const to_s = ((bin + 1) * curve.bin_ms) / 1000;
    const last = steps.at(-1);
    if (counts === null && last?.counts === null) last.to_s = to_s;
    else steps.push({ from_s: (bin * curve.bin_ms) / 1000, to_s, counts });
  }
  return steps;
}

/**
 * @param {Curve} curve
 * @param {number} bin
 * @param {State | null} told
 * @returns {Counts | null}
 */
function countsAt({ sums }, bin, told) {
  const at = (/** @type {string} */ kind) => sums[kind]?.[bin] ?? 0;
  const first = at("first");
  if (first === 0) return null;
  const states = STATE_NAMES.map((state) => ({ state, count: at(state) })).filter(({ count }) => count > 0);
  const measured = states.reduce((sum, { count }) => sum + count, 0);
  const counted = { first, again: at("again"), lost: at("lost"), per_100: (100 * at("lost")) / first };
  return {
    ...counted,
    states,
    measured,
    coverage: measured / first,
    told: told === null || measured === 0 ? null : intervalOf(at(told), measured),
  };
}

/**
 * @param {number} count
 * @param {number} measured
 * @returns {Interval}
 */
const intervalOf = (count, measured) => ({ share: count / measured, ...wilson(count, measured) });

/**
 * @param {readonly Step[]} steps
 * @param {number} time_s
 * @returns {number} the index of the step that holds this time
 */
export function stepAt(steps, time_s) {
  const index = steps.findIndex(({ to_s }) => time_s < to_s);
  return index < 0 ? steps.length - 1 : index;
}
