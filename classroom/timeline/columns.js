/** @file Columns: time in steps of five seconds, and how many students are in each state at one of them. */

import { STATE_NAMES } from "../../protocol/states.js";
import { isMeasurable } from "./class_index.js";

/** @typedef {import("../../protocol/states.js").State} Counted */
/** @typedef {{atMs: number, counts: Record<Counted, number>, gap?: boolean}} Column `gap`: no board was there to see it */

/** Two readings are this far apart: five minutes are sixty of them, and a hover can still tell them apart. */
export const COLUMN_MS = 5000;
/** @param {number} atMs the first column that shows a change at this time */
export function columnOf(atMs) {
  return Math.ceil(atMs / COLUMN_MS);
}

/**
 * @param {Column["counts"]} counts
 * @returns {import("./class_index.js").Amounts}
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
