/** @file Words for amounts, and for the relay's refusals. */

import { listText, percentText } from "../../look/locale.js";
import { text } from "./text.js";

/** Frames further apart than this show no speech: `speech_step_max_s` of the signals, held equal by test. */
export const SPEECH_TOLD_S = 0.3;
const MINUTE_S = 60;

/** @param {{messages: number, bytes: number}} total */
export function sentWords({ messages, bytes }) {
  return listText([text("wire.messages", { count: messages }), bytesWords(bytes)]);
}

/** @param {number} bytes */
export function bytesWords(bytes) {
  return text("wire.bytes", { count: bytes });
}

/** @param {import("../../capture/worker/messages.js").Cost} cost */
export function costWords({ every_s, share }) {
  const spent = percentText(share);
  const rate =
    every_s < 1
      ? text("cost.often", { share: spent, count: 1 / every_s })
      : text("cost.seldom", { share: spent, count: every_s });
  return every_s > SPEECH_TOLD_S ? `${rate} ${text("cost.too_slow")}` : rate;
}

/** @param {number} duration_s */
export function durationWords(duration_s) {
  const whole_s = Math.floor(duration_s);
  if (whole_s < MINUTE_S) return text("duration.seconds", { seconds: whole_s });
  return text("duration.minutes", { minutes: Math.floor(whole_s / MINUTE_S), seconds: whole_s % MINUTE_S });
}

export const REFUSALS = /** @type {const} */ ([
  "bad_code",
  "bad_token",
  "void_seat",
  "room_expired",
  "policy_off",
  "room_full",
  "too_fast",
]);

/** @param {import("../../protocol/messages.js").Refused} refusal */
export function refusalWords({ error, message }) {
  const known = REFUSALS.find((name) => name === error);
  return known === undefined ? text("refusal.other", { message }) : text(`refusal.${known}`);
}
