/** @file The words of the student's page that its script writes, apart from the troubles' and those both pages share. */

const numbers = new Intl.NumberFormat("en");

/** @param {{messages: number, bytes: number}} total */
export function sentWords({ messages, bytes }) {
  return `${numbers.format(messages)} ${messages === 1 ? "message" : "messages"}, ${bytesWords(bytes)}`;
}

const SPEECH_TOLD_S = 0.3; // as speech_step_max_s in signals/parameters.json

/** @param {import("./tempo.js").Cost} cost */
export function costWords({ every_s, share }) {
  const rate =
    every_s < 1 ? `${amount(1 / every_s)} pictures a second` : `one picture every ${amount(every_s)} seconds`;
  const slow =
    every_s > SPEECH_TOLD_S ? " That is too slow to tell blinks or speech, and labels come later." : "";
  return `Face labels take ${percent(share)} of one processor core now: ${rate}.${slow}`;
}

/** @param {number} value */
function amount(value) {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(value);
}

/** @param {number} share */
function percent(share) {
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** @param {number} bytes */
export function bytesWords(bytes) {
  return `${numbers.format(bytes)} bytes`;
}
