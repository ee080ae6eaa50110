/** @file Saved lesson, read whole: who was there, what was reported, asked, answered and marked. */

import { Questions } from "../../classroom/questions/questions.js";
import { Roster } from "../../classroom/roster.js";
import { statusEvents } from "../../classroom/status_history.js";
import { SaidTimeline } from "../../classroom/timeline/said.js";
import { ClassTimeline } from "../../classroom/timeline/timeline.js";
import { isValidTime, withValidTimes } from "../../classroom/timestamps.js";
import { readEntries, readLesson } from "./store.js";

/** A board says nothing for longer than this after a hint. */
const SAME_HINT_MS = 60_000;

/** @typedef {import("./store.js").Lesson} Lesson */
/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {import("../../classroom/notes.js").Note} Note */
/** @typedef {import("../../classroom/notes.js").Mark} Mark */
/** @typedef {ReturnType<typeof savedLessonFrom>} SavedLesson */

/**
 * @param {string} code
 * @returns {Promise<SavedLesson | null>} null where this device keeps no such lesson
 * @throws {DOMException} where its storage cannot be read
 */
export async function readSavedLesson(code) {
  const lesson = await readLesson(code);
  return lesson === undefined ? null : savedLessonFrom(lesson, await readEntries(code));
}

/**
 * @param {Lesson} lesson
 * @param {Entry[]} entries
 */
export function savedLessonFrom(lesson, entries) {
  const roster = new Roster();
  const timeline = new ClassTimeline();
  const news = entries.flatMap((entry) => entry.news).map((piece) => withValidTimes(piece, lesson.endedAt));
  for (const piece of news) roster.apply(piece);
  for (const student of roster.students.values()) timeline.set(student);
  const notes = notesOf(entries.flatMap((entry) => entry.notes));
  const saidTimeline = new SaidTimeline();
  for (const piece of news) saidTimeline.addNews(piece);
  for (const note of notes) {
    timeline.apply(note);
    saidTimeline.apply(note);
  }
  const statuses = news.flatMap((piece) => ("statuses" in piece ? piece.statuses : []));
  return {
    lesson,
    students: roster.students,
    timeline,
    notes,
    marks: marksOf(entries.flatMap((entry) => entry.marks)),
    questions: new Questions(notes).list,
    hints: hintsOf(notes),
    said: statusEvents(statuses),
    saidTimeline,
  };
}

/**
 * Boards that watched together have each kept the question, and what was answered to it.
 * @param {Note[]} notes
 * @returns {Note[]} each question once; behind them the answers, in the order they were given
 */
function notesOf(notes) {
  const asked = new Set();
  const others = notes.filter((note) => {
    if (note.kind !== "asked") return note.kind !== "answered";
    const isNew = !asked.has(note.prompt.id);
    asked.add(note.prompt.id);
    return isNew;
  });
  others.sort((a, b) => a.at - b.at);
  return [...others, ...notes.flatMap(answersIn).sort((a, b) => a.at - b.at)];
}

/**
 * @param {Note} note
 * @returns {Note[]} one an answer, at the time the student's page tells, where it tells one
 */
function answersIn(note) {
  if (note.kind !== "answered") return [];
  return note.rows.map((row) => {
    const at = /** @type {unknown[]} */ (row)[4];
    const told = typeof at === "number" && isValidTime(at, note.at);
    return { kind: "answered", at: told ? at : note.at, rows: [row] };
  });
}

/**
 * @param {Mark[]} marks
 * @returns {Mark[]} in the order of time
 */
function marksOf(marks) {
  return [...marks].sort((a, b) => a.at - b.at);
}

/** @typedef {Extract<Note, {kind: "hinted"}>} HintNote */

/**
 * @param {Note[]} notes of boards that may have watched together
 * @returns {HintNote[]} each hint once, oldest first
 */
function hintsOf(notes) {
  /** @type {HintNote[]} */
  const hints = [];
  for (const note of notes) {
    const isNew = note.at - (hints.at(-1)?.at ?? Number.NEGATIVE_INFINITY) > SAME_HINT_MS;
    if (note.kind === "hinted" && isNew) hints.push(note);
  }
  return hints;
}
