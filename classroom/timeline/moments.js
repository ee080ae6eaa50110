/** @file Moments (peak detection): the minutes in which clearly more of a class was lost than in the minutes around. */

import { STATES } from "../../protocol/states.js";
import { FEWEST_MEASURABLE } from "./class_index.js";
import { isInGap } from "./gaps.js";
import { stretches } from "./track.js";

/** @typedef {import("./track.js").Moment} Reported */
/** @typedef {import("../status_history.js").StatusEvent} StatusEvent */
/** @typedef {[fromMs: number, toMs: number]} Span */
/** @typedef {{id: string, track: Reported[]}} Tracked one student over the lesson */
/** @typedef {{students: Iterable<Tracked>, said: readonly StatusEvent[], gaps: import("./gaps.js").Gap[], endMs: number}} Lesson */
/** @typedef {{atMs: number, here: number, telling: number, lost: number, said: number}} Counts students: who was here, who could tell how it goes, who was lost by a label or a word, and who said so */
/** @typedef {Counts & {share: number | null}} Minute `share` of those who could tell who were lost; null where they are no class, or no board was there */
/** @typedef {Counts & {fromMs: number, share: number, score: number}} LostMoment `fromMs` is where to look: people press late */

const MINUTE_MS = 60_000;
/** Minutes before and after whose median is what is usual. */
const AROUND = 5;
export const MOST_MOMENTS = 5;
/** Who is present or without a camera can press that they are lost; whom no browser can measure is not counted. */
const TELLING_GROUPS = ["attention", "presence"];
/** So long it takes until somebody who is lost presses a button. */
const PRESSED_LATE_MS = 20_000;

/**
 * @param {readonly Minute[]} minutes
 * @returns {LostMoment[]} at most five, the strongest first; none of a minute in which fewer than five could tell
 */
export function lostMoments(minutes) {
  const told = minutes.flatMap((minute) =>
    minute.share === null ? [] : [{ ...minute, share: minute.share }],
  );
  const scored = told.map((minute) => scoredAgainst(minute, told));
  const peaks = scored.filter((moment) => moment.score > 0 && isPeak(moment, scored));
  return peaks.sort((a, b) => b.score - a.score || a.atMs - b.atMs).slice(0, MOST_MOMENTS);
}

/**
 * @param {Lesson} lesson
 * @returns {Minute[]} oldest first
 */
export function lossByMinute({ students, said, gaps, endMs }) {
  const all = [...students];
  const lost = lostSpans(said, endMs);
  const firstMs = all.reduce((first, { track }) => Math.min(first, track[0]?.at ?? first), endMs);
  const minutes = [];
  for (let atMs = Math.floor(firstMs / MINUTE_MS) * MINUTE_MS; atMs < endMs; atMs += MINUTE_MS) {
    const counts = countsOf(all, lost, atMs);
    const isTold = counts.telling >= FEWEST_MEASURABLE && !isInGap(gaps, atMs);
    minutes.push({ ...counts, share: isTold ? counts.lost / counts.telling : null });
  }
  return minutes;
}

/**
 * @param {readonly StatusEvent[]} said
 * @param {number} endMs
 * @returns {Map<string, Span[]>} when each student was lost by their own word
 */
export function lostSpans(said, endMs) {
  /** @type {Map<string, Span[]>} */
  const spans = new Map();
  for (const { student, at, said: what } of said) {
    const own = spans.get(student) ?? [];
    const last = own.at(-1);
    if (what === "lost") own.push([at, endMs]);
    if (what === "not_lost" && last !== undefined) last[1] = Math.min(last[1], at);
    spans.set(student, own);
  }
  return spans;
}

/**
 * @param {Tracked[]} students
 * @param {Map<string, Span[]>} lost
 * @param {number} atMs
 * @returns {Counts}
 */
function countsOf(students, lost, atMs) {
  const minute = { atMs, here: 0, telling: 0, lost: 0, said: 0 };
  for (const { id, track } of students) {
    const states = stretches(track, atMs, atMs + MINUTE_MS).map(({ state }) => state);
    if (states.every((state) => state === "offline")) continue;
    const says = (lost.get(id) ?? []).some(([fromMs, toMs]) => fromMs < atMs + MINUTE_MS && toMs > atMs);
    minute.here += 1;
    minute.said += Number(says);
    minute.telling += Number(says || states.some(tells));
    minute.lost += Number(says || states.includes("confused"));
  }
  return minute;
}

/** @param {import("./class_index.js").ShownState} state whether somebody in it could tell that they are lost */
function tells(state) {
  return state !== "offline" && (state === "self" || TELLING_GROUPS.includes(STATES[state].group));
}

/**
 * @param {Counts & {share: number}} minute
 * @param {(Counts & {share: number})[]} all
 * @returns {LostMoment} scored by how far its share is above the usual one, less where few could tell
 */
function scoredAgainst(minute, all) {
  const around = all.filter(
    ({ atMs }) => atMs !== minute.atMs && Math.abs(atMs - minute.atMs) <= AROUND * MINUTE_MS,
  );
  const usual = median(around.map(({ share }) => share));
  const score = (minute.share - usual) * (minute.telling / minute.here);
  return { ...minute, fromMs: minute.atMs - PRESSED_LATE_MS, score };
}

/** @param {number[]} values */
function median(values) {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * Of minutes side by side, the strongest counts, and of equal ones the first.
 * @param {LostMoment} moment
 * @param {LostMoment[]} all
 */
function isPeak(moment, all) {
  return all.every(({ atMs, score }) => {
    if (atMs === moment.atMs - MINUTE_MS) return score < moment.score;
    return atMs !== moment.atMs + MINUTE_MS || score <= moment.score;
  });
}
