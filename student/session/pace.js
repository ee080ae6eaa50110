/** @file Pace: one press that stands for five minutes, counted as the board counts it, and fades. */

import { PACE_FADES_MS } from "../../protocol/messages.js";

/** @typedef {import("../../protocol/messages.js").Pace} Pace */
/** @typedef {{pace: Pace, paceAt: number}} Pressed `paceAt` in ms on the relay's clock */

/**
 * @param {Pressed} pressed
 * @param {number} now_ms
 * @returns {number} what it still counts, 0 to 1
 */
export function weightOf({ pace, paceAt }, now_ms) {
  if (pace === null) return 0;
  return Math.min(1, Math.max(0, 1 - (now_ms - paceAt) / PACE_FADES_MS));
}

/**
 * @param {Pressed} pressed
 * @param {number} now_ms
 * @returns {Pace} null once it has faded
 */
export function standingPace(pressed, now_ms) {
  return weightOf(pressed, now_ms) > 0 ? pressed.pace : null;
}
