/** @file Refusals of a class curve, the twin of library/archive/refusals.py: what a lesson must not tell, or not in this way, though its form is right. */

import { beginOf } from "./rounding.js";

/** @typedef {import("./rounding.js").Band} Band */
/** @typedef {{here: Band, lost: number, slower: number, faster: number, lost_or_slower: number, focused: number | null, coverage: number | null}} CurveMinute shares as codes */
/** @typedef {{share: number, low: number, high: number, coverage: number}} InView */
/** @typedef {{day: string, title: string, policy: string, here: Band, voice: number | null, in_view: InView | null, minutes: (CurveMinute | null)[], marks: [minute: number, text: string][]}} ClassCurve `class_curve` of library.schema.json */
/** @typedef {"day" | "too_long" | "too_short" | "mark_outside" | "more_than_class" | "policy" | "coverage" | "interval"} Refusal */

export const FEWEST_MINUTES = 10;
export const MOST_MINUTES = 480;
export const LEAST_COVERAGE = 50;

/**
 * @param {ClassCurve} curve
 * @returns {Refusal | null} why it is not kept
 */
export function refusalOf({ day, minutes, marks, here, policy, in_view }) {
  const told = minutes.flatMap((minute) => minute ?? []);
  if (!isDay(day)) return "day";
  if (minutes.length > MOST_MINUTES) return "too_long";
  if (told.length < FEWEST_MINUTES) return "too_short";
  if (marks.some(([minute]) => minute >= minutes.length)) return "mark_outside";
  if (told.some((minute) => beginOf(minute.here) > beginOf(here))) return "more_than_class";
  if (policy !== "labels" && (in_view !== null || told.some(isMeasured))) return "policy";
  if (told.some(({ focused, coverage }) => isHidden(focused, coverage))) return "coverage";
  return in_view === null ? null : refusalOfView(in_view);
}

/** @param {string} text */
function isDay(text) {
  const at = new Date(`${text}T00:00:00Z`);
  // Python's dates begin with the year 1.
  const known = /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith("0000") && !Number.isNaN(at.getTime());
  return known && at.toISOString().startsWith(text);
}

/** @param {CurveMinute} minute */
const isMeasured = ({ focused, coverage }) => focused !== null || coverage !== null;

/**
 * Whether a share is told of a class of which too few were measured.
 * @param {number | null} share
 * @param {number | null} coverage
 */
function isHidden(share, coverage) {
  return share !== null && (coverage === null || coverage < LEAST_COVERAGE);
}

/**
 * @param {InView} view
 * @returns {Refusal | null}
 */
function refusalOfView({ share, low, high, coverage }) {
  if (isHidden(share, coverage)) return "coverage";
  return low <= share && share <= high ? null : "interval";
}
