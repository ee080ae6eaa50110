/** @file What the board says when it stands still: which words, and which ways on. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").Refused} Refused */
/** @typedef {import("../protocol/connection.js").Line} Line */
/** @typedef {{title: string, text: string, reopens: boolean}} Notice */

/** @type {Record<Line, string>} */
export const LINE_WORDS = {
  connecting: "Connecting…",
  online: "Live",
  offline: "Connection lost, trying again…",
  refused: "Not let in",
  ended: "Closed",
};

/** @type {Notice} */
export const NO_KEY = {
  title: "This is not a whole board link",
  text: "A board opens with the link you got when you made the room, to its last letter. Without it, make a new room.",
  reopens: false,
};

/** @type {Notice} */
export const CLOSED = {
  title: "The room is closed",
  text: "The students were told that the lesson is over, and let go. The same board link opens the room again.",
  reopens: true,
};

export const REFUSALS = /** @type {const} */ ([
  "bad_create_key",
  "bad_token",
  "offline",
  "policy_off",
  "room_expired",
  "too_fast",
]);

/** @param {Refused} refusal */
export function refusalWords({ error, message }) {
  const known = REFUSALS.find((name) => name === error);
  return known === undefined ? text("refusal.other", { message }) : text(`refusal.${known}`);
}

/** @type {Record<string, string>} */
const REFUSAL_TITLES = {
  bad_token: "This board link does not open a room here",
  room_expired: "This room’s time is over",
  policy_off: "This server no longer allows such a room",
};

/**
 * @param {Refused} refusal
 * @returns {Notice}
 */
export function noticeOf({ error, message }) {
  const known = REFUSAL_TITLES[error];
  return {
    title: known ?? "The relay did not let this board in",
    text: message,
    reopens: known === undefined,
  };
}
