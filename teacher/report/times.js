/** @file Time formats of the files: UTC for programs, and this device's own time for readers. */

const LAST_MS = 8.64e15;

/**
 * @param {number | null} atMs
 * @returns {string | null} ISO 8601 in UTC; null for what is no moment
 */
export function utcTime(atMs) {
  return isMoment(atMs) ? new Date(atMs).toISOString() : null;
}

/**
 * @param {number | null} atMs
 * @returns {string | null} such as `2026-11-28 17:31:05`, which spreadsheets read as a time in every language
 */
export function localTime(atMs) {
  if (!isMoment(atMs)) return null;
  const date = new Date(atMs);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(":")}`;
}

/**
 * @param {number | null} atMs
 * @returns {atMs is number} whether a calendar goes so far
 */
function isMoment(atMs) {
  return atMs !== null && Math.abs(atMs) <= LAST_MS;
}

/** @param {number} number */
const twoDigits = (number) => String(number).padStart(2, "0");
