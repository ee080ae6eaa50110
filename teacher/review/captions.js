/** @file Captions (WebVTT and SubRip): what is said at a second of the recording. */

import { preciseTime } from "./timecode.js";

/** @typedef {{fromS: number, toS: number, words: string}} Cue */

const TIMES =
  /^\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,](\d{1,3})/;
const MARKUP = /<[^>]*>|\{\\[^}]*\}/g;
/** @type {Record<string, string>} */
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&lrm;": "", "&rlm;": "" };
const HOUR_S = 3600;
const MINUTE_S = 60;
const AROUND_S = 15;
const MOST_LETTERS = 400;

/**
 * @param {string} text
 * @returns {Cue[]} in the order of time; none where the file holds no captions
 */
export function readCaptions(text) {
  const blocks = text
    .replace(/^\ufeff/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/);
  return blocks.flatMap(cueIn).sort((a, b) => a.fromS - b.fromS);
}

/**
 * @param {string} block
 * @returns {Cue[]}
 */
function cueIn(block) {
  const lines = block.split("\n");
  const index = lines.findIndex((line) => TIMES.test(line));
  const times = TIMES.exec(lines[index] ?? "");
  if (times === null) return [];
  const words = lines
    .slice(index + 1)
    .join(" ")
    .replaceAll(MARKUP, "");
  const plain = words.replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
  const numbers = times.slice(1).map((part) => part ?? "0");
  return [{ fromS: seconds(numbers.slice(0, 4)), toS: seconds(numbers.slice(4)), words: tidy(plain) }];
}

/** @param {string[]} parts hours, minutes, seconds, and what follows the point */
function seconds([hours = "0", minutes = "0", whole = "0", part = "0"]) {
  return Number(hours) * HOUR_S + Number(minutes) * MINUTE_S + Number(`${whole}.${part}`);
}

/**
 * @param {readonly Cue[]} cues
 * @param {number} videoS
 * @returns {string} what was said in the quarter of a minute before and after; empty where nothing was
 */
export function wordsAround(cues, videoS) {
  const near = cues.filter(({ fromS, toS }) => toS >= videoS - AROUND_S && fromS <= videoS + AROUND_S);
  // Captions that scroll say each line twice.
  const lines = near.map(({ words }) => words).filter((words, index, all) => words !== all[index - 1]);
  const letters = [...tidy(lines.join(" "))];
  return letters.length <= MOST_LETTERS ? letters.join("") : `${letters.slice(0, MOST_LETTERS).join("")}…`;
}

/**
 * @param {readonly Cue[]} cues
 * @returns {string} as a player takes them, whatever file they came from
 */
export function captionsTrack(cues) {
  const blocks = cues.map(({ fromS, toS, words }) => {
    const safe = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `${preciseTime(fromS, ".")} --> ${preciseTime(toS, ".")}\n${safe}\n`;
  });
  return `WEBVTT\n\n${blocks.join("\n")}`;
}

/** @param {string} words */
const tidy = (words) => words.replaceAll(/\s+/g, " ").trim();
