/** @file Lesson store: the lessons that this device keeps in IndexedDB, as the relay told them to each board. */

import { ENTRIES, LESSONS, RECORDINGS, transact } from "./database.js";

/** @typedef {import("../../classroom/roster.js").News} News */
/** @typedef {import("../../classroom/notes.js").Mark} Mark */
/** @typedef {{code: string, policy: import("../../protocol/messages.js").Policy, startedAt: number, endedAt: number, students: number, name?: string}} Lesson `name` is the teacher's own; times in ms on the relay's clock */

/** @typedef {import("../../classroom/notes.js").Note} Note */
/** @typedef {{news: News[], marks: Mark[], notes: Note[]}} Entry */

/** @returns {Promise<Lesson[]>} the newest first */
export async function listLessons() {
  /** @type {Lesson[]} */
  const lessons = await transact("readonly", (store) => store(LESSONS).getAll());
  return lessons.sort((a, b) => b.startedAt - a.startedAt);
}

/**
 * @param {string} code
 * @returns {Promise<Lesson | undefined>}
 */
export function readLesson(code) {
  return transact("readonly", (store) => store(LESSONS).get(code));
}

/**
 * @param {string} code
 * @param {number} [withinMs]
 * @returns {Promise<Entry[]>} in the order they were written
 */
export async function readEntries(code, withinMs) {
  /** @type {Entry[]} */
  const entries = await transact("readonly", (store) => store(ENTRIES).index("code").getAll(code), withinMs);
  // Lessons of an earlier version have no notes.
  return entries.map(({ news, marks, notes }) => ({ news, marks, notes: notes ?? [] }));
}

/**
 * The lesson and what is new of it are written together, or not at all. Two boards of one room both write.
 * @param {Lesson} lesson
 * @param {Entry[]} entries
 * @param {number} [withinMs]
 */
export function writeEntries(lesson, entries, withinMs) {
  const write = (/** @type {import("./database.js").Stores} */ store) => {
    for (const entry of entries) store(ENTRIES).add({ code: lesson.code, ...entry });
    const known = store(LESSONS).get(lesson.code);
    known.addEventListener("success", () => store(LESSONS).put(merged(known.result, lesson)));
    return known;
  };
  return transact("readwrite", write, withinMs);
}

/**
 * @param {string} code
 * @param {string} name what a lesson is called that is kept here already
 * @returns {Promise<void>}
 */
export async function nameLesson(code, name) {
  await transact("readwrite", (store) => {
    const known = store(LESSONS).get(code);
    known.addEventListener("success", () => {
      if (known.result !== undefined) store(LESSONS).put({ ...known.result, name });
    });
    return known;
  });
}

/**
 * @param {Lesson | undefined} known
 * @param {Lesson} lesson
 * @returns {Lesson} from the first beginning to the last end
 */
function merged(known, lesson) {
  if (known === undefined) return lesson;
  return {
    ...lesson,
    ...nameOf(known, lesson),
    startedAt: Math.min(known.startedAt, lesson.startedAt),
    endedAt: Math.max(known.endedAt, lesson.endedAt),
    students: Math.max(known.students, lesson.students),
  };
}

/**
 * @param {string} code
 * @returns {Promise<void>} when nothing of the lesson is left here
 */
export async function deleteLesson(code) {
  await transact("readwrite", (store) => {
    for (const name of [ENTRIES, RECORDINGS]) {
      const keys = store(name).index("code").getAllKeys(code);
      keys.addEventListener("success", () => {
        for (const key of keys.result) store(name).delete(key);
      });
    }
    return store(LESSONS).delete(code);
  });
}

/**
 * @param {Lesson} known
 * @param {Lesson} lesson
 */
function nameOf(known, lesson) {
  const name = lesson.name ?? known.name;
  return name === undefined ? {} : { name };
}
