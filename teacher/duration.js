/** @file How long something has lasted, in the few words a tile has room for. */

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_MIN = 60;

/**
 * @param {number} ms clocks differ a little, so a negative time reads as none
 * @returns {string} such as `12 s`, `3 min` or `1 h 5 min`
 */
export function durationWords(ms) {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  if (seconds < MINUTE_S) return `${seconds} s`;
  const minutes = Math.floor(seconds / MINUTE_S);
  if (minutes < HOUR_MIN) return `${minutes} min`;
  const rest = minutes % HOUR_MIN;
  const hours = `${Math.floor(minutes / HOUR_MIN)} h`;
  return rest === 0 ? hours : `${hours} ${rest} min`;
}
