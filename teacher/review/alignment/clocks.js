/** @file Start candidates: when a recording may have begun, by its container, its name and its file's date, best first. */

import { momentsOf, utcOf, wallOf } from "./wall_clock.js";

/** @typedef {import("./wall_clock.js").WallTime} WallTime */
/** @typedef {{name: string, folder: string, modifiedMs: number, createdMs: number | null, durationS: number}} RecordingFacts */
/** @typedef {{startedAt: number, endedAt: number}} Lesson */
/** @typedef {"name" | "container_stop" | "container_start" | "modified" | "container_local"} Source the most trusted first */
/** @typedef {{startMs: number, source: Source, overlapMs: number, votes: number}} Candidate `votes`: how many sources say so */

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** Sources that mean the same moment seldom agree to the second. */
const SAME_WITHIN_MS = 5000;
const MOST_SHOWN = 3;
/** Beside a guess that fits, one that hardly does is noise. */
const LEAST_OF_BEST = 0.1;

/** @type {readonly Source[]} */
const TRUST = ["name", "container_stop", "container_start", "modified", "container_local"];

/**
 * What programs call their files; a name tells when the recording began.
 * @type {readonly {program: string, pattern: RegExp, clock: "utc" | "local" | "either"}[]}
 */
export const NAME_PATTERNS = [
  { program: "Zoom, cloud", pattern: /GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/, clock: "utc" },
  { program: "Zoom, local", pattern: /(\d{4})-(\d\d)-(\d\d) (\d\d)\.(\d\d)\.(\d\d)/, clock: "local" },
  { program: "macOS", pattern: /(\d{4})-(\d\d)-(\d\d) at (\d\d)\.(\d\d)\.(\d\d)/, clock: "local" },
  { program: "Teams, UTC", pattern: /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)UTC/, clock: "utc" },
  {
    program: "Nextcloud Talk",
    pattern: /recording[ -](\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)/i,
    clock: "either",
  },
  { program: "Pixel", pattern: /PXL_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)/, clock: "utc" },
  { program: "Teams, Android", pattern: /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(?!UTC)/, clock: "local" },
  { program: "OBS", pattern: /(\d{4})-(\d\d)-(\d\d)[ _T](\d\d)-(\d\d)-(\d\d)/, clock: "local" },
];

/**
 * @param {RecordingFacts} recording
 * @param {Lesson} lesson
 * @param {string} zone the device's own
 * @returns {Candidate[]} at most three that overlap with the lesson
 */
export function startCandidates(recording, lesson, zone) {
  const durationMs = recording.durationS * SECOND_MS;
  const all = [
    ...namedStarts(recording, zone),
    ...containerStarts(recording, zone),
    modifiedStart(recording),
  ];
  const found = merged(all).map((candidate) => ({
    ...candidate,
    overlapMs: overlapMs(candidate.startMs, candidate.startMs + durationMs, lesson),
  }));
  const best = Math.max(...found.map(({ overlapMs }) => overlapMs));
  return found
    .filter(({ overlapMs }) => overlapMs > 0 && overlapMs >= best * LEAST_OF_BEST)
    .sort(byFit)
    .slice(0, MOST_SHOWN);
}

/** @typedef {Pick<Candidate, "startMs" | "source">} Start */

/**
 * @param {RecordingFacts} recording
 * @param {string} zone
 * @returns {Start[]}
 */
function namedStarts({ name, folder }, zone) {
  const named = namedTime(name) ?? namedTime(folder);
  if (named === null) return [];
  const { wall, clock } = named;
  const moments = [
    ...(clock === "utc" ? [] : momentsOf(wall, zone)),
    ...(clock === "local" ? [] : [utcOf(wall)]),
  ];
  return moments.map((startMs) => ({ startMs, source: "name" }));
}

/**
 * @param {string} name of a file or folder
 * @returns {{program: string, wall: WallTime, clock: "utc" | "local" | "either"} | null}
 */
export function namedTime(name) {
  for (const { program, pattern, clock } of NAME_PATTERNS) {
    const found = pattern.exec(name);
    if (found === null) continue;
    const wall = /** @type {WallTime} */ (found.slice(1, 7).map(Number));
    if (isCalendarTime(wall)) return { program, wall, clock };
  }
  return null;
}

/** @param {WallTime} wall */
function isCalendarTime(wall) {
  const again = wallOf(utcOf(wall));
  return wall.every((part, index) => part === again[index]);
}

/**
 * Written at the end by many programs, at the beginning by some, and by a few as local time.
 * @param {RecordingFacts} recording
 * @param {string} zone
 * @returns {Start[]}
 */
function containerStarts({ createdMs, durationS }, zone) {
  if (createdMs === null) return [];
  const durationMs = durationS * SECOND_MS;
  const local = momentsOf(wallOf(createdMs), zone).filter((ms) => ms !== createdMs);
  return [
    { startMs: createdMs - durationMs, source: "container_stop" },
    { startMs: createdMs, source: "container_start" },
    ...local.flatMap((ms) => [
      { startMs: ms - durationMs, source: /** @type {const} */ ("container_local") },
      { startMs: ms, source: /** @type {const} */ ("container_local") },
    ]),
  ];
}

/**
 * @param {RecordingFacts} recording
 * @returns {Start}
 */
function modifiedStart({ modifiedMs, durationS }) {
  return { startMs: modifiedMs - durationS * SECOND_MS, source: "modified" };
}

/**
 * @param {Start[]} starts
 * @returns {Omit<Candidate, "overlapMs">[]} each moment once, by the word of its most trusted source
 */
function merged(starts) {
  /** @type {(Start & {witnesses: Set<string>})[]} */
  const found = [];
  for (const start of starts.toSorted((a, b) => trust(a) - trust(b))) {
    const same = found.find(({ startMs }) => Math.abs(startMs - start.startMs) <= SAME_WITHIN_MS);
    if (same === undefined) found.push({ ...start, witnesses: new Set([witness(start)]) });
    else same.witnesses.add(witness(start));
  }
  return found.map(({ startMs, source, witnesses }) => ({ startMs, source, votes: witnesses.size }));
}

/**
 * @param {Start} start
 * @returns {string} a container's one time is one witness, however it is read
 */
const witness = ({ source }) => source.replace(/_.*/, "");

/** @param {Pick<Candidate, "source">} start */
const trust = ({ source }) => TRUST.indexOf(source);

/**
 * @param {Candidate} a
 * @param {Candidate} b
 */
function byFit(a, b) {
  const minutes = Math.round(b.overlapMs / MINUTE_MS) - Math.round(a.overlapMs / MINUTE_MS);
  return minutes || b.votes - a.votes || trust(a) - trust(b);
}

/**
 * @param {number} fromMs
 * @param {number} toMs
 * @param {Lesson} lesson
 */
function overlapMs(fromMs, toMs, { startedAt, endedAt }) {
  return Math.max(0, Math.min(toMs, endedAt) - Math.max(fromMs, startedAt));
}
