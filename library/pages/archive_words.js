/** @file Archive words: rounded shares with their open ends, bands of people, intervals and lessons, as the pages say them. */

import { BANDS, beginOf, HIGHEST, LOWEST } from "../../classroom/archive/rounding.js";
import { percentText } from "../../look/locale.js";
import { dayWords } from "./show.js";
import { text } from "./text.js";

/** Where nothing is told. */
export const NOTHING = "–";

/**
 * @param {number | null} code a share in steps of 5 %, open at both ends
 * @returns {string}
 */
export function codeWords(code) {
  if (code === null) return NOTHING;
  const share = percentText(code / 100);
  if (code === LOWEST) return text("trend.at_most", { share });
  return code === HIGHEST ? text("trend.at_least", { share }) : share;
}

/** @param {import("../../classroom/archive/rounding.js").Band} band */
export function bandWords(band) {
  const next = BANDS[BANDS.indexOf(band) + 1];
  const low = beginOf(band);
  return next === undefined
    ? text("trend.at_least", { share: low })
    : text("trend.range", { low, high: beginOf(next) - 1 });
}

/**
 * @param {number} low a share from 0 to 1
 * @param {number} high
 */
export const rangeWords = (low, high) =>
  text("trend.range", { low: percentText(low), high: percentText(high) });

/** @param {{day: string, title: string}} lesson */
export const sessionWords = ({ day, title }) => text("trend.lesson", { day: dayWords(day), title });
