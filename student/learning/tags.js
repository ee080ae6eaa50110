/** @file Tags: what the student said of themself, beside the cue means of that moment; files of them, and donations. */

import { CUE_NAMES } from "../../signals/personal/cue_means.js";

/** What a student may say that they are; of the last ones no label here claims to see anything. */
export const MOODS = /** @type {const} */ ([
  "engaged",
  "confused",
  "frustrated",
  "bored",
  "drowsy",
  "elsewhere",
  "happy",
  "excited",
  "surprised",
  "neutral",
  "sad",
  "angry",
  "afraid",
  "disgusted",
]);
export const ANSWERS = /** @type {const} */ ([
  "lost",
  "asked_yes",
  "asked_no",
  "following_yes",
  "following_partly",
  "following_no",
]);
export const MOST_TAGS = 200;

const DECIMALS = 3;
const FORMAT = "readroom-tags";
const DONATION = "readroom-donation";
const VERSION = 1;

/** @typedef {typeof MOODS[number]} Mood */
/** @typedef {Mood | typeof ANSWERS[number]} Said */
/** @typedef {import("../../protocol/messages.js").State} State */
/** @typedef {{said: Said, device: State | null, at: number, means: number[] | null}} Tag `at` in ms; `device`: the label then */

/** Raised where a file holds no tags; the student is told so in one sentence. */
export class TagFileError extends Error {
  /** @override */
  name = "TagFileError";
}

/**
 * @param {readonly Tag[]} tags
 * @returns {string} a file for the student's own use, times and all
 */
export function exportTags(tags) {
  return written(FORMAT, tags);
}

/**
 * @param {string} words of a file
 * @returns {Tag[]}
 * @throws {TagFileError}
 */
export function importTags(words) {
  const file = parsed(words);
  const known = file?.format === FORMAT && file.version === VERSION && Array.isArray(file.tags);
  if (!known || !file.tags.every(isTag)) throw new TagFileError("not a file of tags");
  return file.tags.map(plain);
}

/**
 * @param {readonly Tag[]} tags
 * @param {() => number} [random] from 0 up to 1
 * @returns {string} what a study would get: a word and five numbers each, in no order, without time or name
 */
export function donationOf(tags, random = Math.random) {
  const told = tags.flatMap(({ said, means }) =>
    means === null ? [] : [{ said, means: means.map(rounded) }],
  );
  return written(DONATION, shuffled(told, random));
}

/**
 * @param {string} format
 * @param {readonly object[]} tags
 * @returns {string} JSON with a line for each, so that a person can read it
 */
function written(format, tags) {
  const head = JSON.stringify({ format, version: VERSION, cues: CUE_NAMES });
  const lines = tags.map((tag) => `\n${JSON.stringify(tag)}`);
  return `${head.slice(0, -1)},"tags":[${lines.join(",")}\n]}\n`;
}

/**
 * @param {readonly Tag[]} kept
 * @param {readonly Tag[]} more
 * @returns {Tag[]} both in order of time, each once, the newest where there are too many
 */
export function merged(kept, more) {
  const byMoment = new Map([...kept, ...more].map((tag) => [`${tag.at} ${tag.said}`, tag]));
  return [...byMoment.values()].sort((a, b) => a.at - b.at).slice(-MOST_TAGS);
}

/**
 * What is left of a tag once nothing that does not belong to it can hide in it.
 * @param {Tag} tag
 * @returns {Tag}
 */
function plain({ said, device, at, means }) {
  return { said, device, at, means: means === null ? null : [...means] };
}

/**
 * @param {any} tag
 * @returns {tag is Tag}
 */
export function isTag(tag) {
  const said = [...MOODS, ...ANSWERS].includes(tag?.said);
  const told = tag?.device === null || typeof tag?.device === "string";
  return said && told && Number.isFinite(tag.at) && (tag.means === null || areMeans(tag.means));
}

/** @param {unknown} means */
function areMeans(means) {
  return Array.isArray(means) && means.length === CUE_NAMES.length && means.every(Number.isFinite);
}

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(DECIMALS));

/**
 * @template T
 * @param {T[]} values
 * @param {() => number} random
 * @returns {T[]} in an order that tells nothing (Fisher and Yates)
 */
function shuffled(values, random) {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [/** @type {T} */ (mixed[other]), /** @type {T} */ (mixed[last])];
  }
  return mixed;
}

/** @param {string} words */
function parsed(words) {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
}
