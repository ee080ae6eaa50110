/** @file Lets what runs without a page speak English, from the files the pages speak from. */

import { readFileSync } from "node:fs";
import { speak } from "../../look/locale.js";

/**
 * @param {string} folder
 * @param {string} language
 * @returns {import("../../look/locale.js").Sentences}
 */
export function sentencesOf(folder, language) {
  return JSON.parse(readFileSync(`${folder}/locales/${language}.json`, "utf-8"));
}

/** @param {string[]} folders */
export function speakEnglish(...folders) {
  speak("en", Object.assign({}, ...folders.map((folder) => sentencesOf(folder, "en"))));
}
