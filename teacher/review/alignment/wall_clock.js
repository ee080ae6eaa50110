/** @file Wall clock: the moments at which the clocks of a time zone show a given time, twice where they are set back. */

/** @typedef {[year: number, month: number, day: number, hour: number, minute: number, second: number]} WallTime `month` from 1 */

const DAY_MS = 86_400_000;

/**
 * @param {WallTime} wall
 * @param {string} zone such as `Europe/Berlin`
 * @returns {number[]} in ms since 1970, earliest first; the moment just after where the clocks skip this time
 */
export function momentsOf(wall, zone) {
  const asUtcMs = utcOf(wall);
  const offsets = [asUtcMs - DAY_MS, asUtcMs + DAY_MS].map((ms) => offsetMs(ms, zone));
  const guesses = [...new Set(offsets)].map((offset) => asUtcMs - offset).sort((a, b) => a - b);
  const shown = guesses.filter((ms) => ms + offsetMs(ms, zone) === asUtcMs);
  return shown.length > 0 ? shown : guesses.slice(-1);
}

/** @param {WallTime} wall */
export function utcOf([year, month, day, hour, minute, second]) {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * @param {number} ms
 * @returns {WallTime} what a clock that shows UTC says then
 */
export function wallOf(ms) {
  const date = new Date(ms);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return [year, month, day, date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
}

/**
 * @param {number} ms
 * @param {string} zone
 * @returns {number} how far its clocks are ahead of UTC
 */
function offsetMs(ms, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", calendar: "gregory", numberingSystem: "latn" },
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  }).formatToParts(ms);
  const numberOf = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [numberOf("year"), numberOf("month"), numberOf("day")];
  const shown = utcOf([year, month, day, numberOf("hour"), numberOf("minute"), numberOf("second")]);
  return shown - Math.floor(ms / 1000) * 1000;
}
