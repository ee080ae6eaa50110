/** @file Moments of a lesson that are worth a look: where most were lost, and the words that were spoken there. */

/** @typedef {import("../curve/steps.js").Curve} Curve */
/** @typedef {{start_s: number, end_s: number, lost: number, seen: number}} Moment */
/** @typedef {{start_s: number, end_s: number, text: string}} Words */

const MOMENTS = 5;
/** Presses come a little after what they are about, so a moment is half a minute around its peak. */
const AROUND_BINS = 3;
/** What says that somebody did not follow. */
const KINDS = ["lost", "slower", "back"];

/**
 * @param {Curve} curve
 * @returns {Moment[]} at most five, in the order of the lesson, none over another; where nothing was pressed, none
 */
export function momentsOf({ bin_ms, bins, sums }) {
  const at = (/** @type {string} */ kind, /** @type {number} */ bin) => sums[kind]?.[bin] ?? 0;
  const pressed = Array.from({ length: bins }, (_, bin) =>
    KINDS.reduce((sum, kind) => sum + at(kind, bin), 0),
  );
  const around = (/** @type {number} */ bin) => [
    Math.max(0, bin - AROUND_BINS),
    Math.min(bins, bin + AROUND_BINS),
  ];
  /** @type {(Moment & {share: number})[]} */
  const found = [];
  const order = pressed.map((_, bin) => bin).filter((bin) => (pressed[bin] ?? 0) > 0);
  const candidates = order.map((bin) => {
    const [from = 0, to = 0] = around(bin);
    const lost = pressed.slice(from, to).reduce((sum, each) => sum + each, 0);
    const seen = Math.max(...(sums.first ?? [0]).slice(from, to));
    const time = { start_s: (from * bin_ms) / 1000, end_s: (to * bin_ms) / 1000 };
    return { ...time, lost, seen, share: lost / Math.max(1, seen) };
  });
  for (const moment of candidates.sort(
    (one, other) => other.share - one.share || one.start_s - other.start_s,
  )) {
    const overlaps = found.some(({ start_s, end_s }) => moment.start_s < end_s && start_s < moment.end_s);
    if (!overlaps && found.length < MOMENTS) found.push(moment);
  }
  return found
    .sort((one, other) => one.start_s - other.start_s)
    .map(({ start_s, end_s, lost, seen }) => ({ start_s, end_s, lost, seen }));
}

const TIMES = /^(?:(\d+):)?(\d\d):(\d\d\.\d{3})[ \t]+-->[ \t]+(?:(\d+):)?(\d\d):(\d\d\.\d{3})/;

/**
 * @param {string} vtt a track that the library has checked
 * @returns {Words[]}
 */
export function wordsOf(vtt) {
  return vtt
    .replace(/\r\n?/g, "\n")
    .split(/\n\n+/)
    .flatMap((block) => {
      const lines = block.split("\n");
      const index = lines.findIndex((line) => TIMES.test(line));
      const found = TIMES.exec(lines[index] ?? "");
      if (found === null) return [];
      const [start_s, end_s] = [found.slice(1, 4), found.slice(4, 7)].map(
        ([hours = "0", minutes, seconds]) => Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
      );
      const text = lines
        .slice(index + 1)
        .join(" ")
        .replace(/<[^>]*>/g, "");
      return [{ start_s: start_s ?? 0, end_s: end_s ?? 0, text: plain(text).trim() }];
    });
}

/** @param {string} text */
const plain = (text) =>
  text
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&");

/**
 * @param {Moment} moment
 * @param {readonly Words[]} words
 */
export function spokenIn({ start_s, end_s }, words) {
  return words
    .filter((cue) => cue.start_s < end_s && start_s < cue.end_s)
    .map(({ text }) => text)
    .join(" ");
}

/**
 * @param {readonly Moment[]} moments
 * @param {(moment: Moment) => string} say one line
 * @returns {string} WebVTT, to lay beside the lesson in any player or editor
 */
export function momentsVtt(moments, say) {
  const cues = moments.map(
    (moment) =>
      `${stamp(moment.start_s)} --> ${stamp(moment.end_s)}\n${say(moment).replace(/[&<>]/g, escaped)}\n`,
  );
  return ["WEBVTT\n", ...cues].join("\n");
}

/** @param {string} sign */
const escaped = (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign;

/** @param {number} time_s */
function stamp(time_s) {
  const ms = Math.round(time_s * 1000);
  const parts = [Math.floor(ms / 3600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${parts.map((part) => `${part}`.padStart(2, "0")).join(":")}.${`${ms % 1000}`.padStart(3, "0")}`;
}
