/** @file The words of the student's page that its script writes, apart from the troubles' and those both pages share. */

const numbers = new Intl.NumberFormat("en");

/** @param {{messages: number, bytes: number}} total */
export function sentWords({ messages, bytes }) {
  return `${numbers.format(messages)} ${messages === 1 ? "message" : "messages"}, ${bytesWords(bytes)}`;
}

/** @type {Record<import("./consent.js").Example, string>} */
export const EXAMPLE_WORDS = {
  focused: "I look at the screen",
  puzzled: "I look puzzled",
  away: "I look away for long",
  gone: "I leave my place",
  lost: "I press “I’m lost”",
};

/** @param {string} word of the state the teacher sees already */
export const NOTHING_NEW = (word) => `Nothing is sent: your teacher goes on seeing “${word}”.`;

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

/** @param {number} seconds */
export function durationWords(seconds) {
  const whole = Math.floor(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** @param {number} bytes */
export function bytesWords(bytes) {
  return `${numbers.format(bytes)} bytes`;
}
