/** @file Notices: what the board says when it has no connection or no room, and what can be done about it. */

import { refusalWords } from "../refusals.js";
import { text } from "../text.js";

/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/connection.js").ConnectionState} Line */
/** @typedef {{title: string, words: string, reopens: boolean, reports: boolean}} Notice `reports`: a lesson was held, whose report this device may have */

/** @param {Line} line */
export const connectionWords = (line) => text(`line.${line}`);

/**
 * @param {import("../token.js").LinkFault | "not_overlay"} fault
 * @returns {Notice}
 */
export const linkNotice = (fault) => ({
  title: text(`notice.${fault}`),
  words: text(`notice.${fault}_about`),
  reopens: false,
  reports: false,
});

/** @returns {Notice} */
export const closedNotice = () => ({
  title: text("notice.closed"),
  words: text("notice.closed_about"),
  reopens: true,
  reports: true,
});

/** @returns {Notice} */
export const pretendOverNotice = () => ({
  title: text("notice.pretend_over"),
  words: text("notice.pretend_over_about"),
  reopens: true,
  reports: false,
});

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
