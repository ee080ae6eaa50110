/** @file Times of a lesson as people write them: 4:10, 1:02:03.5 or plain seconds. */

import { LESSON_MAX_S } from "../offers/cards.js";

const TIME = /^(?:(?:(\d{1,2}):)?([0-5]?\d):)?(\d{1,5})(?:[.,](\d{1,3}))?$/;

/**
 * @param {string} words
 * @returns {number | null} seconds; null where they are no time of a lesson
 */
export function readTime(words) {
  const found = TIME.exec(words.trim());
  if (found === null) return null;
  const [, hours = "0", minutes, seconds = "0", part = ""] = found;
  if (minutes !== undefined && Number(seconds) >= 60) return null;
  const ms = Number(part.padEnd(3, "0"));
  const time_s = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds) + ms / 1000;
  return time_s <= LESSON_MAX_S ? time_s : null;
}

/** @param {number} time_s */
export function timeText(time_s) {
  const ms = Math.round(time_s * 1000);
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  const part = ms % 1000 === 0 ? "" : `.${`${ms % 1000}`.padStart(3, "0").replace(/0+$/, "")}`;
  const two = (/** @type {number} */ number) => `${number}`.padStart(2, "0");
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds)}${part}`;
}
