/** @file Chapters track: the chapters of another program's video as WebVTT, each until the next one begins. */

import { stamp } from "../offers/cards.js";

/** @typedef {import("./h5p_read.js").Chapter} Chapter */

/** What begins a tag or an entity in the text of a cue. */
const ESCAPES = /** @type {const} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" });

/**
 * @param {readonly Chapter[]} chapters in order
 * @param {number} lesson_s how long the lesson is, 0 where that is not known
 */
export function chaptersTrack(chapters, lesson_s) {
  const end_s = Math.max(lesson_s, (chapters.at(-1)?.time_s ?? 0) + 1);
  const cues = chapters.map(({ time_s, title }, index) => {
    const until_s = chapters[index + 1]?.time_s ?? end_s;
    return `${stamp(time_s)} --> ${stamp(until_s)}\n${escaped(title)}\n`;
  });
  return ["WEBVTT\n", ...cues].join("\n");
}

/** @param {string} title */
const escaped = (title) =>
  title.replace(/[&<>]/g, (sign) => ESCAPES[/** @type {keyof typeof ESCAPES} */ (sign)]);
