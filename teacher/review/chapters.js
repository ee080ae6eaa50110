/** @file Chapters: what happened in a lesson, at its second of the recording, with no name of anybody. */

import { videoTime } from "./alignment/anchors.js";

/** @typedef {import("../../classroom/timeline/moments.js").LostMoment} LostMoment */
/** @typedef {"mark" | "question" | "lost"} Kind */
/** @typedef {{startS: number, atMs: number, kind: Kind, title: string, moment: LostMoment | null}} Chapter */
/** @typedef {import("./topics.js").Told & {moments: readonly LostMoment[]}} Happened */

/**
 * @param {Happened} happened moments are told of five people at least
 * @param {readonly import("./alignment/anchors.js").Piece[]} pieces
 * @param {(moment: LostMoment) => string} titleOf
 * @returns {Chapter[]} in the order of the recording; what it does not show is left out
 */
export function chaptersOf({ marks, questions, moments }, pieces, titleOf) {
  const all = [
    ...marks.map(({ at, text }) => happening("mark", at, text)),
    ...questions.map(({ askedAt, tally }) => happening("question", askedAt, tally.prompt.text)),
    ...moments.map((moment) => ({ ...happening("lost", moment.fromMs, titleOf(moment)), moment })),
  ];
  return all
    .flatMap((one) => {
      // Somebody may have been lost just before the recording begins.
      const startS = videoTime(pieces, one.atMs) ?? videoTime(pieces, one.moment?.atMs ?? one.atMs);
      return startS === null ? [] : [{ ...one, startS }];
    })
    .sort((a, b) => a.startS - b.startS);
}

/**
 * @param {Kind} kind
 * @param {number} atMs
 * @param {string} words
 * @returns {Omit<Chapter, "startS">}
 */
function happening(kind, atMs, words) {
  return { kind, atMs, title: words.replaceAll(/\s+/g, " ").trim(), moment: null };
}
