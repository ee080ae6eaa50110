/** @file Gaps: the stretches of a lesson that no board was there to see. */

import { COLUMN_MS } from "./columns.js";

/** @typedef {{fromMs: number, toMs: number}} Gap the columns in between, the first one included */

/**
 * @param {{since: number, at: number}} away when the board lost its connection, and when it was back
 * @returns {Gap} in whole columns
 */
export function gapOf({ since, at }) {
  const from = Math.floor(since / COLUMN_MS);
  // The column before the board was back shows the class as it is; the shortest gap can still be seen.
  const to = Math.max(Math.floor(at / COLUMN_MS), from + 1);
  return { fromMs: from * COLUMN_MS, toMs: to * COLUMN_MS };
}

/**
 * @param {Gap[]} gaps
 * @param {number} atMs
 */
export function isInGap(gaps, atMs) {
  return gaps.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
}

/**
 * @param {Gap[]} gaps
 * @param {number} fromMs
 * @param {number} toMs
 * @returns {[fromMs: number, toMs: number][]} what they leave of a window
 */
export function outsideGaps(gaps, fromMs, toMs) {
  /** @type {[number, number][]} */
  let left = [[fromMs, toMs]];
  for (const gap of gaps)
    left = left.flatMap(([from, to]) => [
      [from, Math.min(to, gap.fromMs)],
      [Math.max(from, gap.toMs), to],
    ]);
  return left.filter(([from, to]) => from < to);
}
