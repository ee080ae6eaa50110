/** @file The lessons this device keeps: what the relay told each board, in IndexedDB, and nowhere else. */

import { databases } from "../../look/storage.js";

/** @typedef {import("../roster.js").News} News */
/** @typedef {import("../strip/marks.js").Mark} Mark */
/** @typedef {{code: string, policy: import("../../protocol/messages.js").Policy, startedAt: number, endedAt: number, students: number}} Lesson times in ms on the relay's clock */
/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */
/** @typedef {import("../../protocol/messages.js").Alert} Alert */

/**
 * What happened on the board itself: a question asked, answered, ended; the room closed; an alert that a person has
 * seen (`since` is when it began). Times in ms on the relay's clock.
 * @typedef {{kind: "asked", at: number, prompt: PromptMessage}
 *   | {kind: "answered", at: number, rows: AnswerRow[]}
 *   | {kind: "ended", at: number, prompt: string}
 *   | {kind: "closed", at: number}
 *   | {kind: "acknowledged", at: number, student: string, alert: Alert, since: number}} Note
 */
/** @typedef {{news: News[], marks: Mark[], notes: Note[]}} Entry */

const DATABASE = "readroom";
const VERSION = 1;
const LESSONS = "lessons";
const ENTRIES = "entries";

/** @returns {Promise<Lesson[]>} the newest first */
export async function listLessons() {
  /** @type {Lesson[]} */
  const lessons = await ask([LESSONS], "readonly", (store) => store(LESSONS).getAll());
  return lessons.sort((a, b) => b.startedAt - a.startedAt);
}

/**
 * @param {string} code
 * @returns {Promise<Lesson | undefined>}
 */
export function readLesson(code) {
  return ask([LESSONS], "readonly", (store) => store(LESSONS).get(code));
}

/**
 * @param {string} code
 * @returns {Promise<Entry[]>} in the order they were written
 */
export async function readEntries(code) {
  /** @type {Entry[]} */
  const entries = await ask([ENTRIES], "readonly", (store) => store(ENTRIES).index("code").getAll(code));
  // Lessons of an earlier version have no notes.
  return entries.map(({ news, marks, notes }) => ({ news, marks, notes: notes ?? [] }));
}

/**
 * The lesson and what is new of it are written together, or not at all.
 * @param {Lesson} lesson
 * @param {Entry} entry
 */
export function writeEntry(lesson, entry) {
  return ask([LESSONS, ENTRIES], "readwrite", (store) => {
    store(ENTRIES).add({ code: lesson.code, ...entry });
    return store(LESSONS).put(lesson);
  });
}

/** @param {string} code */
export function deleteLesson(code) {
  return ask([LESSONS, ENTRIES], "readwrite", (store) => {
    const keys = store(ENTRIES).index("code").getAllKeys(code);
    keys.addEventListener("success", () => {
      for (const key of keys.result) store(ENTRIES).delete(key);
    });
    return store(LESSONS).delete(code);
  });
}

/**
 * @template T
 * @param {string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(store: (name: string) => IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>} when the transaction is on the disk
 */
async function ask(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode);
    const request = work((name) => transaction.objectStore(name));
    transaction.addEventListener("complete", () => {
      database.close();
      resolve(request.result);
    });
    transaction.addEventListener("abort", () => reject(transaction.error));
  });
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = databases()?.open(DATABASE, VERSION);
    if (request === undefined) throw new DOMException("This browser keeps no lessons.", "SecurityError");
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(LESSONS, { keyPath: "code" });
      request.result.createObjectStore(ENTRIES, { autoIncrement: true }).createIndex("code", "code");
    });
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}
