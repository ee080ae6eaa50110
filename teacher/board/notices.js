/** @file What the board says when it stands still: which words, and which ways on. */

import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */
/** @typedef {{title: string, words: string, reopens: boolean, reports: boolean}} Notice `reports`: a lesson was held, whose report this device may have */

/** @param {Line} line */
export const lineWords = (line) => text(`line.${line}`);

/** @returns {Notice} */
export const noKey = () => ({
  title: text("notice.no_key"),
  words: text("notice.no_key_about"),
  reopens: false,
  reports: false,
});

/** @returns {Notice} */
export const closed = () => ({
  title: text("notice.closed"),
  words: text("notice.closed_about"),
  reopens: true,
  reports: true,
});

export const REFUSALS = /** @type {const} */ ([
  "bad_create_key",
  "bad_token",
  "offline",
  "policy_off",
  "room_expired",
  "room_full",
  "too_fast",
]);

/** @param {Refused} refusal */
export function refusalWords({ error, message }) {
  const known = REFUSALS.find((name) => name === error);
  return known === undefined ? text("refusal.other", { message }) : text(`refusal.${known}`);
}

/** What no second try changes. */
const FINAL_REFUSALS = /** @type {const} */ (["bad_token", "room_expired", "policy_off"]);

/**
 * @param {Refused} refusal
 * @returns {Notice}
 */
export function noticeOf(refusal) {
  const final = FINAL_REFUSALS.find((name) => name === refusal.error);
  return {
    title: final === undefined ? text("notice.other") : text(`notice.${final}`),
    words: refusalWords(refusal),
    reopens: final === undefined,
    reports: final === "room_expired",
  };
}
