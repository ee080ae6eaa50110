/** @file Refusals: what a server's refusal says to a teacher, and whether another try may change it. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").Refused} Refused */

/** Errors that pass by themselves. */
const TRANSIENT = ["offline", "too_fast", "server_error"];

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

/** @param {import("../protocol/messages.js").Acknowledgement} answer */
export function isTransient(answer) {
  return !answer.ok && TRANSIENT.includes(answer.error);
}
