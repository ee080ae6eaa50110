/** @file A kept lesson as tables: one row a transition, one row a minute of the class; as CSV and as JSON. */

import { classIndex } from "../class_index.js";
import { amountsOf } from "../strip/reading.js";
import { meanAt } from "../strip/rolling.js";
import { STATES } from "../strip/timeline.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("../questions/questions.js").Question} Question */
/** @typedef {import("../proctoring/alerts.js").Alerts} Alerts */
/** @typedef {string | number | null} Cell */
/** @typedef {Record<string, Cell>} Row */

export const MINUTE_MS = 60_000;
const DECIMALS = 3;
/** Spreadsheets run a cell that begins so as a formula (CWE-1236), and a student may have typed it as a name. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * @param {Iterable<Student>} students
 * @param {(student: Student) => string} nameOf
 * @returns {Row[]} oldest first
 */
export function transitionRows(students, nameOf) {
  const rows = [...students].flatMap((student) =>
    student.reports.map(({ at, state, cues, alerts }) => ({
      at,
      row: {
        time: timeOf(at),
        student: nameOf(student),
        state,
        cues: cues.join(" "),
        alerts: alerts.join(" "),
      },
    })),
  );
  return rows.sort((a, b) => a.at - b.at).map(({ row }) => row);
}

/**
 * @param {import("../strip/timeline.js").ClassTimeline} timeline
 * @param {number} endMs
 * @returns {Row[]} the class at the beginning of each minute, and the five minutes before it
 */
export function minuteRows(timeline, endMs) {
  const minutes = timeline
    .read(endMs)
    .filter(({ atMs }) => Math.floor(atMs / MINUTE_MS) * MINUTE_MS === atMs);
  return minutes.map(({ atMs, counts }) => {
    const amounts = amountsOf(counts);
    const index = classIndex(amounts);
    return {
      time: timeOf(atMs),
      ...Object.fromEntries(STATES.map((state) => [state, counts[state]])),
      here: amounts.present,
      measurable: amounts.measurable,
      focused_share: rounded(index?.share),
      share_low: rounded(index?.low),
      share_high: rounded(index?.high),
      mean_5_min: rounded(meanAt(timeline.tracks, atMs)),
    };
  });
}

/**
 * @param {Question[]} questions
 * @param {Map<string, Student>} students
 * @param {(student: Student) => string} nameOf
 * @returns {Row[]} each student's last answer to each question
 */
export function answerRows(questions, students, nameOf) {
  return questions.flatMap(({ tally: { prompt, answers }, askedAt }) =>
    [...answers].map(([id, { choice, at }]) => ({
      asked: timeOf(askedAt),
      question: prompt.text,
      student: nameIn(students, id, nameOf),
      answer: prompt.choices[choice] ?? "",
      time: timeOf(at),
    })),
  );
}

/**
 * @param {Alerts} alerts
 * @param {Map<string, Student>} students
 * @param {(student: Student) => string} nameOf
 * @returns {Row[]} oldest first; `until` and `acknowledged` are empty where there was none
 */
export function alertRows(alerts, students, nameOf) {
  const { waiting, seen } = alerts.read();
  const all = [...waiting.map((episode) => ({ ...episode, seenAt: null })), ...seen];
  all.sort((a, b) => a.since - b.since);
  return all.map(({ student, alert, since, until, seenAt }) => ({
    since: timeOf(since),
    until: until === null ? null : timeOf(until),
    student: nameIn(students, student, nameOf),
    alert,
    acknowledged: seenAt === null ? null : timeOf(seenAt),
  }));
}

/**
 * @param {Map<string, Student>} students
 * @param {string} id
 * @param {(student: Student) => string} nameOf
 */
function nameIn(students, id, nameOf) {
  const student = students.get(id);
  return student === undefined ? "" : nameOf(student);
}

/**
 * RFC 4180, with the line ends it asks for.
 * @param {Row[]} rows
 */
export function csv(rows) {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => cell(row[name] ?? null)).join(","));
  return `${[names.join(","), ...lines].join("\r\n")}\r\n`;
}

/** @param {Cell} value */
function cell(value) {
  const text = value === null ? "" : String(value);
  const safe = FORMULA.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** @param {number | null | undefined} share */
function rounded(share) {
  return share === null || share === undefined ? null : Number(share.toFixed(DECIMALS));
}

/** @param {number} atMs */
function timeOf(atMs) {
  return new Date(atMs).toISOString();
}
