/** @file One moment of the class in words and figures: what the strip says where the pointer or the arrow keys are. */

import { classIndex, isMeasurable } from "../../../classroom/class_index.js";
import { dateText, listText, percentText } from "../../../look/locale.js";
import { stateWords } from "../../../look/words.js";
import { STATE_NAMES } from "../../../protocol/states.js";
import { text } from "../../text.js";

/** @typedef {import("../../../classroom/timeline.js").Column} Column */

/**
 * @param {Column["counts"]} counts
 * @returns {import("../../../classroom/class_index.js").Amounts}
 */
export function amountsOf(counts) {
  const sum = (/** @type {readonly (keyof typeof counts)[]} */ states) =>
    states.reduce((total, state) => total + counts[state], 0);
  return {
    focused: counts.focused,
    measurable: sum(STATE_NAMES.filter((state) => isMeasurable(state))),
    present: sum(STATE_NAMES),
  };
}

/**
 * @param {Column["counts"]} counts
 * @returns {string} such as `62% focused (95%: 41% to 79%), 21 of 24 measurable`
 */
export function indexWords(counts) {
  const amounts = amountsOf(counts);
  const index = classIndex(amounts);
  const { measurable, present } = amounts;
  if (index === null) return text("strip.too_few", { measurable, present });
  const share = percentText(index.share);
  const [low, high] = [percentText(index.low), percentText(index.high)];
  return text("strip.index", { share, low, high, measurable, present });
}

/** @param {number | null} mean */
export function meanWords(mean) {
  return mean === null ? text("strip.no_mean") : text("strip.mean", { mean: percentText(mean) });
}

/**
 * @param {Column} column
 * @param {number | null} mean
 * @param {boolean} tellsFocus whether the room's policy lets anybody be focused
 */
export function readingWords({ atMs, counts, gap }, mean, tellsFocus) {
  if (gap) return text("strip.gap", { time: timeWords(atMs) });
  const states = STATE_NAMES.filter((state) => counts[state] > 0);
  const found = states.map((state) =>
    text("strip.count", { state: stateWords(state), count: counts[state] }),
  );
  const words = found.length === 0 ? text("strip.nobody") : listText(found);
  const parts = [text("strip.reading", { time: timeWords(atMs), counts: words })];
  if (tellsFocus) parts.push(indexWords(counts), meanWords(mean));
  return `${parts.join(". ")}.`;
}

/** @param {number} atMs */
export function timeWords(atMs) {
  return dateText(atMs, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
