/** @file Class curve: a live lesson by the minute as sums of five people or more, with no row of anybody and no clock. */

import { PACE_FADES_MS } from "../../protocol/messages.js";
import { FEWEST_MEASURABLE, meanOfStudents } from "../timeline/class_index.js";
import { lostSpans } from "../timeline/moments.js";
import { timeIn } from "../timeline/track.js";
import { inViewOf } from "./in_view.js";
import { LEAST_COVERAGE, MOST_MINUTES } from "./refusals.js";
import { bandOf, FEWEST, shareCode } from "./rounding.js";

/** @typedef {import("./refusals.js").ClassCurve} ClassCurve */
/** @typedef {import("./refusals.js").CurveMinute} CurveMinute */
/** @typedef {import("../status_history.js").StatusEvent} StatusEvent */
/** @typedef {import("../timeline/gaps.js").Gap} Gap */
/** @typedef {import("../timeline/track.js").Moment} Moment */
/** @typedef {[fromMs: number, toMs: number]} Span */
/** @typedef {Map<string, Span[]>} Spans by student */
/** @typedef {{policy: string, name?: string, startedAt: number, endedAt: number}} Facts */
/** @typedef {{lesson: Facts, students: ReadonlyMap<string, unknown>, timeline: {momentsOf(id: string): Moment[], gaps: Gap[]}, said: readonly StatusEvent[], questions: readonly {tally: {answers: ReadonlyMap<string, unknown>}}[], marks: readonly {at: number, text: string}[]}} Kept a lesson as this device keeps it */
/** @typedef {{id: string, track: Moment[]}} Tracked */

const MINUTE_MS = 60_000;
const MOST_MARKS = 100;
const LONGEST_MARK = 80;
const LONGEST_TITLE = 120;

/**
 * @param {Kept} kept
 * @returns {ClassCurve | null} null where there were never five at once
 */
export function classCurveOf(kept) {
  const { lesson, timeline, said, questions, marks } = kept;
  const students = [...kept.students.keys()].map((id) => ({ id, track: timeline.momentsOf(id) }));
  const spans = {
    lost: lostSpans(said, lesson.endedAt),
    slower: paceSpans(said, "slower", lesson.endedAt),
    faster: paceSpans(said, "faster", lesson.endedAt),
  };
  const firstMs = students.reduce(
    (first, { track }) => Math.min(first, track[0]?.at ?? first),
    lesson.endedAt,
  );
  const isMeasured = lesson.policy === "labels";
  const all = [];
  for (let atMs = firstMs; atMs < lesson.endedAt; atMs += MINUTE_MS)
    all.push(overlaps(timeline.gaps, atMs) ? null : minuteOf(students, spans, atMs, isMeasured));
  const begins = all.findIndex((minute) => minute !== null);
  const ends = all.findLastIndex((minute) => minute !== null) + 1;
  const came = students.filter(({ track }) => track.some(({ state }) => state !== "offline"));
  const here = bandOf(came.length);
  if (begins < 0 || here === null) return null;
  const minutes = all.slice(begins, Math.min(ends, begins + MOST_MINUTES));
  const originMs = firstMs + begins * MINUTE_MS;
  return {
    day: dayOf(lesson.startedAt),
    title: oneLine(lesson.name ?? "", LONGEST_TITLE),
    policy: lesson.policy,
    here,
    voice: voiceOf(came, said, questions),
    in_view: isMeasured ? inViewOf(came.map(({ track }) => timeIn(track, firstMs, lesson.endedAt))) : null,
    minutes,
    marks: marksIn(marks, originMs, minutes.length),
  };
}

/**
 * @param {Tracked[]} students
 * @param {Record<"lost" | "slower" | "faster", Spans>} spans
 * @param {number} atMs
 * @param {boolean} isMeasured
 * @returns {CurveMinute | null} null where fewer than five were here
 */
function minuteOf(students, spans, atMs, isMeasured) {
  const endMs = atMs + MINUTE_MS;
  const times = students.map(({ id, track }) => ({ id, time: timeIn(track, atMs, endMs) }));
  const here = times.filter(({ time }) => time.present > 0);
  const band = bandOf(here.length);
  if (band === null) return null;
  const says = (/** @type {Spans} */ said, /** @type {string} */ id) =>
    (said.get(id) ?? []).some(([fromMs, toMs]) => fromMs < endMs && toMs > atMs);
  const shareWho = (/** @type {(id: string) => boolean} */ is) =>
    shareCode(here.filter(({ id }) => is(id)).length / here.length);
  return {
    here: band,
    lost: shareWho((id) => says(spans.lost, id)),
    slower: shareWho((id) => says(spans.slower, id)),
    faster: shareWho((id) => says(spans.faster, id)),
    lost_or_slower: shareWho((id) => says(spans.lost, id) || says(spans.slower, id)),
    ...(isMeasured ? measuredIn(here.map(({ time }) => time)) : { focused: null, coverage: null }),
  };
}

/**
 * @param {import("../timeline/class_index.js").Amounts[]} times of those who were here
 * @returns {Pick<CurveMinute, "focused" | "coverage">}
 */
function measuredIn(times) {
  const measured = times.filter(({ measurable }) => measurable > 0).length;
  if (measured < FEWEST_MEASURABLE) return { focused: null, coverage: null };
  const total = (/** @type {"measurable" | "present"} */ name) =>
    times.reduce((sum, time) => sum + time[name], 0);
  const coverage = shareCode(total("measurable") / total("present"));
  const share = meanOfStudents(times);
  const hidden = share === null || coverage < LEAST_COVERAGE;
  return { focused: hidden ? null : shareCode(share), coverage };
}

/**
 * @param {readonly StatusEvent[]} said
 * @param {"slower" | "faster"} pace
 * @param {number} endMs
 * @returns {Spans} when each student's pace stood: until another one, and for five minutes at most
 */
function paceSpans(said, pace, endMs) {
  /** @type {Spans} */
  const spans = new Map();
  /** @type {Map<string, Span>} */
  const open = new Map();
  for (const { student, at, said: what } of said) {
    if (!what.startsWith("pace_")) continue;
    const before = open.get(student);
    if (before !== undefined) before[1] = Math.min(before[1], at);
    open.delete(student);
    if (what !== `pace_${pace}`) continue;
    /** @type {Span} */
    const span = [at, Math.min(endMs, at + PACE_FADES_MS)];
    open.set(student, span);
    spans.set(student, [...(spans.get(student) ?? []), span]);
  }
  return spans;
}

/**
 * @param {Tracked[]} came
 * @param {readonly StatusEvent[]} said
 * @param {Kept["questions"]} questions
 * @returns {number | null} the share of those who were here who pressed, answered or raised a hand at least once
 */
function voiceOf(came, said, questions) {
  const heard = new Set(said.map(({ student }) => student));
  for (const { tally } of questions) for (const id of tally.answers.keys()) heard.add(id);
  if (came.length < FEWEST) return null;
  return shareCode(came.filter(({ id }) => heard.has(id)).length / came.length);
}

/**
 * @param {Kept["marks"]} marks
 * @param {number} originMs
 * @param {number} minutes
 * @returns {ClassCurve["marks"]}
 */
function marksIn(marks, originMs, minutes) {
  return marks
    .map(
      ({ at, text }) =>
        /** @type {[number, string]} */ ([
          Math.floor((at - originMs) / MINUTE_MS),
          oneLine(text, LONGEST_MARK),
        ]),
    )
    .filter(([minute, words]) => words !== "" && minute >= 0 && minute < minutes)
    .slice(0, MOST_MARKS);
}

/**
 * @param {string} words
 * @param {number} longest
 */
function oneLine(words, longest) {
  const plain = words.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
  // A sign of two halves is not cut in the middle.
  return [...plain].slice(0, longest).join("").trim();
}

/** @param {number} atMs */
function dayOf(atMs) {
  const at = new Date(atMs);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part, index) => `${part}`.padStart(index === 0 ? 4 : 2, "0")).join("-");
}

/**
 * @param {Gap[]} gaps
 * @param {number} atMs
 */
function overlaps(gaps, atMs) {
  return gaps.some(({ fromMs, toMs }) => fromMs < atMs + MINUTE_MS && toMs > atMs);
}
