/** @file Reading: one moment of the class in words and figures, for wherever the pointer or the arrow keys are. */

import { classIndex } from "../../../classroom/timeline/class_index.js";
import { amountsOf } from "../../../classroom/timeline/columns.js";
import { listText, percentText } from "../../../look/locale.js";
import { stateWords } from "../../../look/words.js";
import { STATE_NAMES } from "../../../protocol/states.js";
import { text } from "../../text.js";
import { timeWords } from "../../time_words.js";

/** @typedef {import("../../../classroom/timeline/columns.js").Column} Column */

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
