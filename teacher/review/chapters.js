/** @file Chapters: what happened in a lesson, at its second of the recording, with no name of anybody. */

import { videoTime } from "./alignment/anchors.js";

/** @typedef {import("../../classroom/timeline/moments.js").LostMoment} LostMoment */
/** @typedef {"mark" | "question" | "hint" | "lost"} Kind */
/** @typedef {{at: number, lost: number, here: number}} Hint */
/** @typedef {{startS: number, saidS: number, kind: Kind, title: string, moment: LostMoment | null}} Chapter `saidS`: where what is spoken belongs to it */
/** @typedef {import("./topics.js").Told & {moments: readonly LostMoment[], hints: readonly Hint[]}} Happened */
/** @typedef {{moment: (moment: LostMoment) => string, hint: (hint: Hint) => string}} Titles */

/** Of fewer, a share would speak of single people. */
const FEWEST = 5;

/**
 * @param {Happened} happened moments are told of five people at least
 * @param {readonly import("./alignment/anchors.js").Piece[]} pieces
 * @param {Titles} titles
 * @returns {Chapter[]} in the order of the recording; what it does not show is left out
 */
export function chaptersOf({ marks, questions, moments, hints }, pieces, titles) {
  const all = [
    ...marks.map(({ at, text }) => happening("mark", at, text)),
    ...questions.map(({ askedAt, tally }) => happening("question", askedAt, tally.prompt.text)),
    ...hints
      .filter(({ here }) => here >= FEWEST)
      .map((hint) => happening("hint", hint.at, titles.hint(hint))),
    ...moments.map((moment) => ({ ...happening("lost", moment.atMs, titles.moment(moment)), moment })),
  ];
  return all.flatMap((one) => placed(one, pieces)).sort((a, b) => a.startS - b.startS);
}

/** @typedef {{atMs: number, kind: Kind, title: string, moment: LostMoment | null}} Happening */

/**
 * @param {Happening} happening
 * @param {readonly import("./alignment/anchors.js").Piece[]} pieces
 * @returns {Chapter[]} none where the recording does not show it
 */
function placed({ atMs, kind, title, moment }, pieces) {
  const saidS = videoTime(pieces, atMs);
  // Somebody may have been lost just before the recording begins.
  const startS = (moment === null ? null : videoTime(pieces, moment.fromMs)) ?? saidS;
  return startS === null ? [] : [{ startS, saidS: saidS ?? startS, kind, title, moment }];
}

/**
 * @param {Kind} kind
 * @param {number} atMs
 * @param {string} words
 * @returns {Happening}
 */
function happening(kind, atMs, words) {
  return { kind, atMs, title: words.replaceAll(/\s+/g, " ").trim(), moment: null };
}
