/** @file Tag words: what a tag is called on the student's page. */

import { text } from "../panels/text.js";
import { MOODS } from "./tags.js";

/** @typedef {import("./tags.js").Mood} Mood */
/** @typedef {import("./tags.js").Said} Said */

/** @param {Mood} mood */
export const moodWords = (mood) => text(`mood.${mood}`);

/** @param {Said} said */
export function tagWords(said) {
  const mood = MOODS.find((name) => name === said);
  return mood === undefined ? text(`tag.${/** @type {Exclude<Said, Mood>} */ (said)}`) : moodWords(mood);
}
