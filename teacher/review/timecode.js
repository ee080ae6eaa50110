/** @file Timecodes: a second of a recording as each format writes it. */

const HOUR_S = 3600;
const MINUTE_S = 60;
const SECOND_MS = 1000;

/**
 * @param {number} seconds
 * @param {"." | ","} point
 * @returns {string} such as `00:14:12.250`
 */
export function preciseTime(seconds, point) {
  const ms = Math.max(0, Math.round(seconds * SECOND_MS));
  const whole = Math.floor(ms / SECOND_MS);
  return `${clock(whole)}${point}${String(ms % SECOND_MS).padStart(3, "0")}`;
}

/**
 * @param {number} seconds
 * @returns {string} such as `0:00`, `14:12` or `1:02:03`
 */
export function shortTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const long = clock(whole);
  if (whole >= HOUR_S) return long.replace(/^0/, "");
  return long.slice(3).replace(/^0/, "");
}

/**
 * @param {number} seconds
 * @param {number} fps
 * @returns {string} such as `00:14:12:05`, the last two digits frames
 */
export function frameTime(seconds, fps) {
  const frames = Math.max(0, Math.round(seconds * fps));
  return `${clock(Math.floor(frames / fps))}:${twoDigits(frames % fps)}`;
}

/** @param {number} whole seconds */
function clock(whole) {
  const hours = Math.floor(whole / HOUR_S);
  return [hours, Math.floor(whole / MINUTE_S) % MINUTE_S, whole % MINUTE_S].map(twoDigits).join(":");
}

/** @param {number} number */
const twoDigits = (number) => String(number).padStart(2, "0");
