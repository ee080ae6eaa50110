/** @file Curve reading: a class curve as it came in a link or a file, taken field by field, so that nothing else comes along. */

import { refusalOf } from "./refusals.js";
import { BANDS, HIGHEST, LOWEST } from "./rounding.js";

/** @typedef {import("./refusals.js").ClassCurve} ClassCurve */
/** @typedef {import("./refusals.js").Refusal} Refusal */
/** @typedef {Record<string, unknown>} Anything */

const POLICIES = ["labels", "ask", "presence", "self"];
const SHARES = /** @type {const} */ (["lost", "slower", "faster", "lost_or_slower"]);

class Unreadable extends Error {}

/**
 * @param {string} json
 * @returns {{curve: ClassCurve, refusal: Refusal | null} | null} null where it is no class curve
 */
export function readCurve(json) {
  try {
    const curve = curveOf(JSON.parse(json));
    return { curve, refusal: refusalOf(curve) };
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * @param {unknown} given
 * @returns {ClassCurve}
 */
function curveOf(given) {
  const { day, title, policy, here, voice, in_view, minutes, marks } = objectOf(given);
  return {
    day: textOf(day),
    title: textOf(title),
    policy: oneOf(POLICIES, policy),
    here: oneOf(BANDS, here),
    voice: orNull(voice, shareOf),
    in_view: orNull(in_view, (view) => {
      const { share, low, high, coverage } = objectOf(view);
      return { share: shareOf(share), low: shareOf(low), high: shareOf(high), coverage: shareOf(coverage) };
    }),
    minutes: listOf(minutes).map((minute) => orNull(minute, minuteOf)),
    marks: listOf(marks).map((mark) => {
      const [minute, words] = listOf(mark);
      if (!Number.isInteger(minute) || Number(minute) < 0) throw new Unreadable();
      return [Number(minute), textOf(words)];
    }),
  };
}

/**
 * @param {unknown} given
 * @returns {import("./refusals.js").CurveMinute}
 */
function minuteOf(given) {
  const minute = objectOf(given);
  const [lost, slower, faster, lost_or_slower] = SHARES.map((name) => shareOf(minute[name]));
  return {
    here: oneOf(BANDS, minute.here),
    ...{ lost: lost ?? 0, slower: slower ?? 0, faster: faster ?? 0, lost_or_slower: lost_or_slower ?? 0 },
    focused: orNull(minute.focused, shareOf),
    coverage: orNull(minute.coverage, shareOf),
  };
}

/**
 * @template T
 * @param {unknown} given
 * @param {(given: unknown) => T} read
 * @returns {T | null}
 */
const orNull = (given, read) => (given === null ? null : read(given));

/** @param {unknown} given */
function objectOf(given) {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw new Unreadable();
  return /** @type {Anything} */ (given);
}

/** @param {unknown} given */
function listOf(given) {
  if (!Array.isArray(given)) throw new Unreadable();
  return /** @type {unknown[]} */ (given);
}

/** @param {unknown} given */
function textOf(given) {
  if (typeof given !== "string") throw new Unreadable();
  return given;
}

/** @param {unknown} given */
function shareOf(given) {
  const share = Number(given);
  if (typeof given !== "number" || share < LOWEST || share > HIGHEST || share % 5 !== 0)
    throw new Unreadable();
  return share;
}

/**
 * @template {string} T
 * @param {readonly T[]} known
 * @param {unknown} given
 * @returns {T}
 */
function oneOf(known, given) {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new Unreadable();
  return found;
}
