/** @file Files of an editor: what is in a WebVTT, H5P, QTI or ZIP file, and the lesson's cards as such a file. */

import { readH5p } from "../exchange/h5p_read.js";
import { writeH5p } from "../exchange/h5p_write.js";
import { readQti } from "../exchange/qti.js";
import { unzipTexts, zipTexts } from "../exchange/zip.js";
import { newName, readCards } from "../offers/cards.js";

/** @typedef {import("../offers/cards.js").Card} Card */
/** @typedef {import("../exchange/h5p_read.js").Imported} Imported */
/** @typedef {{start_s: number, end_s: number}} Stretch */

const CONTENT = "content/content.json";
const TEXT_BYTES = 2 * 1024 * 1024;

/** Thrown where a file is none of those. */
export class FileError extends Error {}

/**
 * @param {File} file
 * @param {Stretch} here where questions without a time of their own go
 * @param {(vtt: string) => Promise<void>} check throws where a WebVTT file is broken
 * @returns {Promise<Imported>}
 */
export async function importFile(file, here, check) {
  const kind = file.name.split(".").at(-1)?.toLowerCase();
  if (kind === "h5p" || kind === "zip") return archiveIn(file, here);
  if (file.size > TEXT_BYTES) throw new FileError();
  const words = await file.text();
  if (kind === "xml") return questionsIn([words], here);
  if (kind !== "vtt") throw new FileError();
  await check(words);
  return { cards: readCards(words), chapters: [], left: [] };
}

/**
 * @param {File} file
 * @param {Stretch} here
 */
async function archiveIn(file, here) {
  const texts = await unzipTexts(file, (name) => name === CONTENT || name.toLowerCase().endsWith(".xml"));
  const content = texts.get(CONTENT);
  return content === undefined ? questionsIn([...texts.values()], here) : readH5p(JSON.parse(content));
}

/**
 * @param {string[]} xml
 * @param {Stretch} here
 * @returns {Imported}
 */
function questionsIn(xml, here) {
  const items = xml.map((each) => readQti(new DOMParser().parseFromString(each, "application/xml")));
  const left = items.flatMap((item) => item.left);
  const quizzes = items.flatMap((item) => item.quizzes);
  if (quizzes.length + left.length === 0) throw new FileError();
  // A card with one question, since each is about something else.
  const cards = quizzes.map((quiz, index) => ({ name: `qti-${index + 1}`, ...here, offer: [quiz] }));
  return { cards, chapters: [], left };
}

/**
 * @param {readonly Card[]} cards
 * @param {readonly Card[]} more that come from elsewhere, perhaps under names that are taken
 * @returns {Card[]}
 */
export function withCards(cards, more) {
  /** @type {Card[]} */
  const all = [...cards];
  for (const card of more) {
    const isTaken = card.name === "" || all.some(({ name }) => name === card.name);
    all.push(isTaken ? { ...card, name: newName(all) } : card);
  }
  return all;
}

/**
 * @param {readonly Card[]} cards
 * @param {import("../exchange/h5p_write.js").Lesson} lesson
 */
export const h5pFile = (cards, lesson) => zipTexts(writeH5p(cards, lesson));
