/** @file Said words: what the student has said and what stands of it, in the words of their own page. */

import { text } from "../panels/text.js";
import { standingPace } from "../session/pace.js";

/** @typedef {import("../../protocol/messages.js").Pace} Pace */
/** @typedef {Pick<import("../session/saved_session.js").SavedSession, "hand" | "lost" | "pace" | "paceAt">} Said */

const PACE_KEYS = /** @type {const} */ ({
  slower: "pace.too_fast",
  fine: "pace.fine",
  faster: "pace.too_slow",
});

/**
 * @param {Said} said
 * @param {number} now_ms on the relay's clock
 * @returns {string[]} empty where nothing stands
 */
export function saidWords(said, now_ms) {
  const pace = standingPace(said, now_ms);
  return [
    ...(said.hand ? [text("said.hand")] : []),
    ...(said.lost ? [text("lesson.lost")] : []),
    ...(pace === null ? [] : [paceWords(pace)]),
  ];
}

/** @param {Exclude<Pace, null>} pace */
export const paceWords = (pace) => text(PACE_KEYS[pace]);
