/** @file Keeps the lesson while it goes on: what is new is written every two seconds, and when the page goes away. */

import { readEntries, readLesson, writeEntry } from "./store.js";

/** @typedef {import("../roster.js").News} News */
/** @typedef {import("../strip/marks.js").Mark} Mark */
/** @typedef {import("./store.js").Note} Note */
/** @typedef {import("./store.js").Entry} Entry */

const WRITE_EVERY_MS = 2000;

/** Owns what is not written yet. A device that keeps nothing teaches on without a journal. */
export class Writer {
  #fresh = nothing();
  /** @type {Set<string>} */
  #written = new Set();
  /** @type {import("./store.js").Lesson | null} */
  #lesson = null;
  #works = true;

  /**
   * @param {string} code
   * @returns {Promise<Entry[]>} what this device kept of the lesson before
   */
  async recall(code) {
    try {
      const entries = await readEntries(code);
      this.#lesson = (await readLesson(code)) ?? null;
      for (const { news } of entries) for (const piece of news) this.#unwritten(piece);
      return entries;
    } catch {
      this.#works = false;
      return [];
    }
  }

  /** @param {import("../../protocol/messages.js").RoomFacts} room */
  enterRoom({ code, policy, now }) {
    this.#lesson ??= { code, policy, startedAt: now, endedAt: now, students: 0 };
  }

  start() {
    setInterval(() => void this.write(), WRITE_EVERY_MS);
    addEventListener("visibilitychange", () => void this.write());
  }

  /** @param {News} news */
  note(news) {
    const fresh = this.#unwritten(news);
    if (fresh !== null) this.#fresh.news.push(fresh);
  }

  /** @param {Mark} mark */
  mark(mark) {
    this.#fresh.marks.push(mark);
  }

  /** @param {Note} note */
  keep(note) {
    this.#fresh.notes.push(note);
  }

  /** @param {{students: number, nowMs: number}} now */
  update({ students, nowMs }) {
    if (this.#lesson !== null) Object.assign(this.#lesson, { students, endedAt: nowMs });
  }

  async write() {
    const entry = this.#fresh;
    if (isNothing(entry) || !this.#works || this.#lesson === null || this.#lesson.students === 0) return;
    this.#fresh = nothing();
    try {
      await writeEntry({ ...this.#lesson }, entry);
    } catch {
      // The disk is full or closed to this site: what the board shows is not touched by it.
      this.#works = false;
    }
  }

  /**
   * Reports come again after every reload; each is kept once.
   * @param {News} news
   * @returns {News | null} what of it is not written yet
   */
  #unwritten(news) {
    if (!("reports" in news)) return news;
    const reports = news.reports.filter(([student, seq]) => !this.#written.has(`${student} ${seq}`));
    for (const [student, seq] of reports) this.#written.add(`${student} ${seq}`);
    return reports.length === 0 ? null : { reports };
  }
}

/** @returns {Entry} */
function nothing() {
  return { news: [], marks: [], notes: [] };
}

/** @param {Entry} entry */
function isNothing({ news, marks, notes }) {
  return news.length + marks.length + notes.length === 0;
}
