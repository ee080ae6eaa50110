/** @file Chat lines: the two lines that bring a class from a call's chat into the room, in the class's own language. */

import { device } from "../../../look/storage.js";

const LANGUAGE_KEPT_AS = "readroom class language";
const PLACEHOLDER = /\{(\w+)\}/g;

/** @typedef {{code: string, student_url: string}} Room */

/**
 * @param {Record<string, unknown>} sentences of the class's language
 * @param {Room} room
 * @returns {string} with nothing invisible in it: a chat makes the address a link
 */
export function chatLines(sentences, { code, student_url: link }) {
  /** @type {Record<string, string>} */
  const values = { link, code, address: link.split("#")[0] ?? "" };
  return ["chat.link", "chat.code"]
    .map((key) => String(sentences[key] ?? `{link}`).replace(PLACEHOLDER, (_, name) => values[name] ?? ""))
    .join("\n");
}

/** @type {Map<string, Promise<Record<string, unknown>>>} by language: each comes once, and not anew with every connection */
const coming = new Map();

/**
 * @param {string} language
 * @returns {Promise<Record<string, unknown>>} which rejects where the sentences do not come, and may be asked for again
 */
export async function sentencesOf(language) {
  const sentences = coming.get(language) ?? load(language);
  coming.set(language, sentences);
  try {
    return await sentences;
  } catch (error) {
    coming.delete(language);
    throw error;
  }
}

/** @param {string} language */
async function load(language) {
  const answer = await fetch(`/teacher/locales/${language}.json`);
  if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
  return answer.json();
}

/** @returns {string} the language in which the class was written to last; the board's own at first */
export const classLanguage = () => device.read(LANGUAGE_KEPT_AS) ?? document.documentElement.lang;

/** @param {string} language */
export const keepClassLanguage = (language) => device.write(LANGUAGE_KEPT_AS, language);
