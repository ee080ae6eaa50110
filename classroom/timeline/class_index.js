/** @file Class index: the share of measurable students who are focused, with its confidence interval and its coverage. */

import { STATE_NAMES, STATES } from "../../protocol/states.js";

/** @typedef {import("../student.js").Label["state"]} ShownState */
/** @typedef {{focused: number, measurable: number, present: number}} Amounts students, or the time of one student in ms */
/** @typedef {{share: number, low: number, high: number, coverage: number}} ClassIndex each from 0 to 1 */

/** Below this many, a share would speak of single students. */
export const FEWEST_MEASURABLE = 5;
/** Below this part of the class, a share would speak for students nobody measured. */
export const LEAST_COVERAGE = 0.5;
/** The normal quantile of a two-sided 95% interval. */
const Z_95 = 1.959963984540054;

/**
 * An empty chair is measured too: the camera worked and saw nobody. Only where a browser could tell nothing is a student
 * not measurable.
 * @type {ReadonlySet<ShownState>}
 */
const MEASURABLE = new Set(
  STATE_NAMES.filter((state) => ["attention", "absence"].includes(STATES[state].group)),
);

/**
 * Whether a student in this state is measured, however attentive.
 * @param {ShownState} state
 */
export function isMeasurable(state) {
  return MEASURABLE.has(state);
}

/**
 * @param {Amounts} students
 * @returns {ClassIndex | null} null where too few are measurable to say anything of the class
 */
export function classIndex({ focused, measurable, present }) {
  if (measurable < FEWEST_MEASURABLE || measurable < LEAST_COVERAGE * present) return null;
  return { share: focused / measurable, ...wilson(focused, measurable), coverage: measurable / present };
}

/**
 * Wilson's score interval (Wilson 1927), which stays inside 0 to 1 and does not vanish where all are alike.
 * @param {number} successes
 * @param {number} trials at least 1
 */
export function wilson(successes, trials) {
  const z2 = Z_95 * Z_95;
  const share = successes / trials;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (Z_95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * The mean of the students' own shares, so that each student counts once however long they were measured.
 * @param {Iterable<Amounts>} students each one's time in the window, in ms
 * @returns {number | null} from 0 to 1, null where the class index would be hidden too
 */
export function meanOfStudents(students) {
  let [sum, measured, measurableMs, presentMs] = [0, 0, 0, 0];
  for (const { focused, measurable, present } of students) {
    measurableMs += measurable;
    presentMs += present;
    if (measurable === 0) continue;
    sum += focused / measurable;
    measured += 1;
  }
  const hidden = measured < FEWEST_MEASURABLE || measurableMs < LEAST_COVERAGE * presentMs;
  return hidden ? null : sum / measured;
}
