/** @file One moment of the class in words and figures: what the strip says where the pointer or the arrow keys are. */

import { STATE_WORDS } from "../../look/words.js";
import { classIndex, isMeasurable } from "../class_index.js";
import { STRIP_WORDS } from "../words.js";
import { STATES } from "./timeline.js";

/** @typedef {import("./timeline.js").Column} Column */

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const PERCENT = new Intl.NumberFormat(undefined, { style: "percent" });

/**
 * @param {Column["counts"]} counts
 * @returns {import("../class_index.js").Amounts}
 */
export function amountsOf(counts) {
  const sum = (/** @type {readonly (keyof typeof counts)[]} */ states) =>
    states.reduce((total, state) => total + counts[state], 0);
  return {
    focused: counts.focused,
    measurable: sum(STATES.filter((state) => isMeasurable(state))),
    present: sum(STATES),
  };
}

/**
 * @param {Column["counts"]} counts
 * @returns {string} such as `62% focused (95%: 41% to 79%), 21 of 24 measurable`
 */
export function indexWords(counts) {
  const amounts = amountsOf(counts);
  const index = classIndex(amounts);
  if (index === null) return STRIP_WORDS.tooFew(amounts.measurable, amounts.present);
  return STRIP_WORDS.index(percent(index.share), percent(index.low), percent(index.high), amounts);
}

/** @param {number | null} mean */
export function meanWords(mean) {
  return mean === null ? STRIP_WORDS.noMean : STRIP_WORDS.mean(percent(mean));
}

/**
 * @param {Column} column
 * @param {number | null} mean
 * @param {boolean} tellsFocus whether the room's policy lets anybody be focused
 */
export function readingWords({ atMs, counts }, mean, tellsFocus) {
  const states = STATES.filter((state) => counts[state] > 0);
  const found = states.map((state) => `${counts[state]} ${STATE_WORDS[state].toLowerCase()}`).join(", ");
  const parts = [`${timeWords(atMs)}: ${found === "" ? STRIP_WORDS.nobody : found}`];
  if (tellsFocus) parts.push(indexWords(counts), meanWords(mean));
  return `${parts.join(". ")}.`;
}

/** @param {number} atMs */
export function timeWords(atMs) {
  return TIME.format(atMs);
}

/** @param {number} share */
function percent(share) {
  return PERCENT.format(share);
}
