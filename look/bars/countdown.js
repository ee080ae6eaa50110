/** @file Countdown: how long a question still runs, in whole seconds and as a clock shows them. */

/**
 * @param {number} endsAtMs
 * @param {number} nowMs
 * @returns {number} seconds, 0 once the time is up
 */
export function secondsLeft(endsAtMs, nowMs) {
  return Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000));
}

/**
 * @param {number} seconds
 * @returns {string} such as 1:05, the same in every language
 */
export function clockText(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
