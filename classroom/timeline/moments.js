/** @file Moments (peak detection): the minutes in which clearly more of a class was lost than in the minutes around. */

import { STATES } from "../../protocol/states.js";
import { FEWEST_MEASURABLE } from "./class_index.js";
import { isInGap } from "./gaps.js";
import { stretches } from "./track.js";

/** @typedef {import("./track.js").Moment} Reported */
/** @typedef {import("../status_history.js").StatusEvent} StatusEvent */
/** @typedef {[fromMs: number, toMs: number]} Span */
/** @typedef {{id: string, track: Reported[]}} Tracked one student over the lesson */
/** @typedef {{atMs: number, here: number, telling: number, lost: number, said: number}} Minute students: who was here, who could tell how it goes, who was lost by a label or a word, and who said so */
/** @typedef {Minute & {fromMs: number, share: number, score: number}} LostMoment `share` of those who could tell; `fromMs` is where to look: people press late */

const MINUTE_MS = 60_000;
/** Minutes before and after whose median is what is usual. */
const AROUND = 5;
export const MOST_MOMENTS = 5;
/** Who is present or without a camera can press that they are lost; whom no browser can measure is not counted. */
const TELLING_GROUPS = ["attention", "presence"];
/** So long it takes until somebody who is lost presses a button. */
const PRESSED_LATE_MS = 20_000;

/**
 * @param {{students: Iterable<Tracked>, said: readonly StatusEvent[], gaps: import("./gaps.js").Gap[], endMs: number}} lesson
 * @returns {LostMoment[]} at most five, the strongest first; none of a minute in which fewer than five could tell
 */
export function lostMoments({ students, said, gaps, endMs }) {
  const minutes = minutesOf([...students], lostSpans(said, endMs), endMs);
  const told = minutes.filter(({ atMs, telling }) => telling >= FEWEST_MEASURABLE && !isInGap(gaps, atMs));
  const scored = told.map((minute) => scoredAgainst(minute, told));
  const peaks = scored.filter((moment) => moment.score > 0 && isPeak(moment, scored));
  return peaks.sort((a, b) => b.score - a.score || a.atMs - b.atMs).slice(0, MOST_MOMENTS);
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
 * @param {number} endMs
 * @returns {Minute[]} oldest first
 */
function minutesOf(students, lost, endMs) {
  const firstMs = students.reduce((first, { track }) => Math.min(first, track[0]?.at ?? first), endMs);
  const minutes = [];
  for (let atMs = Math.floor(firstMs / MINUTE_MS) * MINUTE_MS; atMs < endMs; atMs += MINUTE_MS)
    minutes.push(minuteOf(students, lost, atMs));
  return minutes;
}

/**
 * @param {Tracked[]} students
 * @param {Map<string, Span[]>} lost
 * @param {number} atMs
 * @returns {Minute}
 */
function minuteOf(students, lost, atMs) {
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
 * @param {Minute} minute
 * @param {Minute[]} all
 * @returns {LostMoment} scored by how far its share is above the usual one, less where few could tell
 */
function scoredAgainst(minute, all) {
  const around = all.filter(
    ({ atMs }) => atMs !== minute.atMs && Math.abs(atMs - minute.atMs) <= AROUND * MINUTE_MS,
  );
  const share = shareOf(minute);
  const score = (share - median(around.map(shareOf))) * (minute.telling / minute.here);
  return { ...minute, fromMs: minute.atMs - PRESSED_LATE_MS, share, score };
}

/** @param {Minute} minute */
const shareOf = ({ lost, telling }) => lost / telling;

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
