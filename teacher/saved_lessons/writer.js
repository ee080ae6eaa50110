/** @file Lesson writer: saves what is new every two seconds, and when the page goes away. */

import { isStorageRefused } from "./database.js";
import { Quota } from "./quota.js";
import { nameLesson, readEntries, writeEntries } from "./store.js";
import { emptyEntry, isEmpty, merged, newestRows } from "./write_buffer.js";

/** @typedef {import("../../classroom/roster.js").News} News */
/** @typedef {import("../../classroom/notes.js").Mark} Mark */
/** @typedef {import("../../classroom/notes.js").Note} Note */
/** @typedef {import("./store.js").Entry} Entry */
/** @typedef {"kept" | "not_kept" | "late"} StorageStatus `late`: storage answers again, and holds what came before this page */

const WRITE_EVERY_MS = 2000;
/** A class does not wait for a disk: the board is to show the class within two seconds of being opened. */
const STANDS_WITHIN_MS = 1800;
const RECALL_WITHIN_MS = 1000;
const WRITE_WITHIN_MS = 10_000;
const FINISHES_WITHIN_MS = 2000;
const LONGEST_PAUSE_MS = 30_000;
/** A single failure is made good two seconds later, and is not reported. */
const FAILURES_TOLD = 2;

/** Owns what is not written yet. Where storage fails the lesson goes on unsaved, and saving is tried again. */
export class LessonWriter {
  #fresh = emptyEntry();
  #share = new Quota();
  /** @type {import("./store.js").Lesson | null} */
  #lesson = null;
  #code = "";
  /** @type {string | null} null while the teacher gave none */
  #name = null;
  #recalled = false;
  #failures = 0;
  #told = false;
  #nextMs = 0;
  #busy = false;
  /** Whether a camera on the audience counted heads: a lesson without a student's page is one, then. */
  #counted = false;

  /** @param {(keeping: StorageStatus) => void} onKeeping told where what the teacher counts on has changed */
  constructor(onKeeping) {
    this.onStatus = onKeeping;
  }

  /**
   * @param {string} code
   * @returns {Promise<Entry[]>} what this device kept of the lesson before; nothing where it does not answer at once
   */
  async restore(code) {
    this.#code = code;
    // On a machine that took long to load the page, the disk takes long, too.
    return (await this.#read(Math.max(RECALL_WITHIN_MS, STANDS_WITHIN_MS - performance.now()))) ?? [];
  }

  /** @param {import("../../protocol/messages.js").RoomFacts} room */
  enterRoom({ code, policy, now }) {
    this.#lesson ??= { code, policy, startedAt: now, endedAt: now, students: 0 };
    if (this.#name !== null) this.#lesson.name = this.#name;
  }

  /** @param {string} name what the teacher calls the lesson; empty takes an earlier name away */
  setName(name) {
    if (name === this.#name) return;
    this.#name = name;
    if (this.#lesson === null) return;
    this.#lesson.name = name;
    // What is kept already has the name at once; what is still to be written brings it along.
    void nameLesson(this.#lesson.code, name).catch((/** @type {unknown} */ error) => this.#failed(error));
  }

  start() {
    setInterval(() => void this.#writeWhenDue(), WRITE_EVERY_MS);
    addEventListener("visibilitychange", () => void this.write());
  }

  /** @param {News} news that the board had not been told before */
  addNews(news) {
    const fair = this.#share.take(news);
    if (fair !== null) this.#fresh.news.push(fair);
  }

  /** @param {Mark} mark */
  addMark(mark) {
    this.#fresh.marks.push(mark);
  }

  /** @param {Note} note */
  addNote(note) {
    if (note.kind === "room" && note.seen !== null) this.#counted = true;
    if (note.kind !== "answered") this.#fresh.notes.push(note);
    else this.#fresh.notes.push({ ...note, rows: this.#share.takeRows(note.rows) });
  }

  /** @param {{students: number, nowMs: number}} now */
  setProgress({ students, nowMs }) {
    if (this.#lesson !== null) Object.assign(this.#lesson, { students, endedAt: nowMs });
  }

  async write() {
    const entry = this.#fresh;
    if (isEmpty(entry) || this.#lesson === null) return;
    if (this.#lesson.students === 0 && !this.#counted) return;
    this.#fresh = emptyEntry();
    try {
      await writeEntries({ ...this.#lesson }, [entry], WRITE_WITHIN_MS);
      this.#succeeded();
    } catch (error) {
      this.#fresh = newestRows(merged(entry, this.#fresh));
      this.#failed(error);
    }
  }

  /** Write what there is, and wait for it, but not for a disk that does not answer. */
  async finish() {
    await Promise.race([this.write(), new Promise((resolve) => setTimeout(resolve, FINISHES_WITHIN_MS))]);
  }

  async #writeWhenDue() {
    if (this.#busy || performance.now() < this.#nextMs) return;
    this.#busy = true;
    if (!this.#recalled) await this.#restoreLate();
    if (this.#recalled) await this.write();
    this.#busy = false;
  }

  /** The board shows what it has learnt without storage; what was saved before is added only by a reload. */
  async #restoreLate() {
    const entries = await this.#read(Math.min(WRITE_WITHIN_MS, RECALL_WITHIN_MS * 2 ** this.#failures));
    if (entries !== null && entries.length > 0) this.onStatus("late");
  }

  /** @param {number} withinMs */
  async #read(withinMs) {
    try {
      const entries = await readEntries(this.#code, withinMs);
      for (const { news } of entries) for (const piece of news) this.#share.take(piece);
      this.#recalled = true;
      this.#succeeded();
      return entries;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  #succeeded() {
    this.#failures = 0;
    this.#nextMs = 0;
    if (!this.#told) return;
    this.#told = false;
    this.onStatus("kept");
  }

  /** @param {unknown} error the disk is full, or closed to this site, or does not answer: the board goes on */
  #failed(error) {
    this.#failures += 1;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, WRITE_EVERY_MS * (2 ** (this.#failures - 1) - 0.5));
    this.#nextMs = performance.now() + pauseMs;
    if (this.#told || (this.#failures < FAILURES_TOLD && !isStorageRefused(error))) return;
    this.#told = true;
    this.onStatus("not_kept");
  }
}
