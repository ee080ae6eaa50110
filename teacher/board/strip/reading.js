/** @file Reading: one moment of the class in words and figures, for wherever the pointer or the arrow keys are. */

import { amountsOf } from "../../../classroom/timeline/columns.js";
import { SAID } from "../../../classroom/timeline/said.js";
import { listText, percentText } from "../../../look/locale.js";
import { stateWords } from "../../../look/words.js";
import { STATE_NAMES } from "../../../protocol/states.js";
import { text } from "../../text.js";
import { timeWords } from "../../time_words.js";
import { shareWords } from "../tiles/class_index.js";

/** @typedef {import("../../../classroom/timeline/columns.js").Column} Column */

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
  if (tellsFocus) parts.push(shareWords(amountsOf(counts)), meanWords(mean));
  return `${parts.join(". ")}.`;
}

/** @param {import("../../../classroom/timeline/said.js").SaidColumn} column */
export function saidWords({ atMs, said, gap }) {
  if (gap) return text("strip.gap", { time: timeWords(atMs) });
  const found = SAID.filter((what) => said[what] > 0).map((what) =>
    text(`said_count.${what}`, { count: said[what] }),
  );
  const words = found.length === 0 ? text("strip.nothing_said") : listText(found);
  return `${text("strip.reading", { time: timeWords(atMs), counts: words })}.`;
}
