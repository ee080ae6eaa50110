/** @file Time in words: a time of day, and how long something has lasted in the few words a tile has room for. */

import { dateText } from "../look/locale.js";
import { text } from "./text.js";

const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_MIN = 60;

/**
 * @param {number} ms clocks differ a little, so a negative time reads as none
 * @returns {string} such as `12 s`, `3 min` or `1 h 5 min`
 */
export function durationWords(ms) {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  if (seconds < MINUTE_S) return text("duration.seconds", { seconds });
  const minutes = Math.floor(seconds / MINUTE_S);
  if (minutes < HOUR_MIN) return text("duration.minutes", { minutes });
  const [hours, rest] = [Math.floor(minutes / HOUR_MIN), minutes % HOUR_MIN];
  return rest === 0
    ? text("duration.hours", { hours })
    : text("duration.hours_minutes", { hours, minutes: rest });
}

/** @param {number} atMs */
export function timeWords(atMs) {
  return dateText(atMs, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}
