/** @file Strip panel: the lesson over time, as states or as what students said, and any moment read by pointer or key. */

import { ScreenChart } from "../../../classroom/chart/screen.js";
import { COLUMN_MS } from "../../../classroom/timeline/columns.js";
import { RollingMean } from "../../../classroom/timeline/rolling_mean.js";
import { ClassTimeline } from "../../../classroom/timeline/timeline.js";
import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { device } from "../../../look/storage.js";
import { lets } from "../../../protocol/policies.js";
import { isBrowsersOwn } from "../toolkit/keyboard_shortcuts.js";
import { MarkList } from "./marks.js";
import { meanWords, readingWords, saidWords } from "./reading.js";

/** @typedef {import("../../../classroom/timeline/columns.js").Column} Column */
/** @typedef {import("../../../classroom/notes.js").Mark} Mark */

const KEY = "readroom.strip";
const DRAW_EVERY_MS = 1000;
/**
 * So many moments are put in order anew at a draw, some tens of milliseconds of work; students whose news came in any
 * order wait for the next draws.
 */
const MOST_MADE_ANEW = 40_000;
const MINUTE_COLUMNS = 60_000 / COLUMN_MS;

/** @typedef {{policy: import("../../../protocol/messages.js").Policy, said: import("../../../classroom/timeline/said.js").SaidTimeline, writer: Pick<import("../../saved_lessons/writer.js").LessonWriter, "addMark">}} StripHost */

/** Owns the strip's section of the page. */
export class StripPanel {
  timeline = new ClassTimeline();
  #rolling = new RollingMean();
  /** @type {Column[]} */
  #columns = [];
  /** @type {import("../../../classroom/timeline/said.js").SaidColumn[]} */
  #saidColumns = [];
  /** @type {(number | null)[]} */
  #means = [];
  /** @type {number | null} where the reader is, in ms; null follows the present */
  #readAtMs = null;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #nowMs = 0;
  /** @type {Set<string>} whose moments are to be taken in at the next draw */
  #due = new Set();
  #beganMs = Number.POSITIVE_INFINITY;

  /**
   * @param {ParentNode} page
   * @param {Pick<import("../toolkit/panel.js").Host, "marks" | "notes" | "connection"> & StripHost} board
   */
  constructor(page, { marks, notes, writer, connection, policy, said }) {
    this.said = said;
    this.tellsFocus = lets(policy, "focused");
    // Where a face is read for the student alone, or not at all, what is worth seeing is what was said.
    this.drawsSaid = policy === "self" || policy === "ask";
    this.section = byRole(page, "strip");
    this.mean = byRole(page, "class-mean");
    this.mean.hidden = !this.tellsFocus;
    this.body = byRole(page, "strip-body");
    this.toggle = byRole(page, "toggle-strip");
    this.toggle.addEventListener("click", () => this.#open(this.body.hidden));
    this.#open(device.readObject(KEY).open !== false);
    this.reading = byRole(page, "reading");
    this.slider = byRole(page, "chart");
    this.marks = new MarkList(page, {
      now: () => connection.now(),
      onMark: (mark) => {
        writer.addMark(mark);
        this.#draw();
      },
    });
    for (const mark of marks) this.marks.add(mark);
    for (const note of notes) this.timeline.apply(note);
    this.chart = new ScreenChart(this.slider, (index) => this.#point(index));
    this.slider.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, changed, nowMs }) {
    this.#nowMs = nowMs;
    for (const id of changed) this.#due.add(id);
    this.section.hidden = students.size === 0;
    // A stale board goes back to when it last knew the class.
    if (this.section.hidden || Math.abs(nowMs - this.#drawnAtMs) < DRAW_EVERY_MS) return;
    this.#drawnAtMs = nowMs;
    this.#takeIn(students);
    this.#draw();
  }

  /**
   * Once a draw, however many pieces of news there were.
   * @param {Map<string, import("../../../classroom/student.js").Student>} students
   */
  #takeIn(students) {
    let moments = MOST_MADE_ANEW;
    for (const id of this.#due) {
      const student = students.get(id);
      if (student === undefined) this.timeline.forget(id);
      else moments -= this.timeline.set(student);
      this.#due.delete(id);
      if (moments <= 0) break;
    }
  }

  /** @param {import("../../../classroom/notes.js").Note} note */
  note(note) {
    this.timeline.apply(note);
  }

  /** @param {boolean} open */
  #open(open) {
    this.body.hidden = !open;
    this.section.classList.toggle("folded", !open);
    this.toggle.setAttribute("aria-expanded", String(open));
    device.writeObject(KEY, { open });
  }

  #draw() {
    if (this.drawsSaid) {
      this.#beganMs = Math.min(this.#beganMs, this.#nowMs);
      this.#saidColumns = this.said.read(this.#nowMs, this.#beganMs);
      this.chart.drawSaid(this.#saidColumns, this.marks.list);
      this.#read();
      return;
    }
    this.#columns = this.timeline.read(this.#nowMs);
    const times = this.#columns.map(({ atMs }) => atMs);
    if (this.tellsFocus) this.#means = this.#rolling.read(this.timeline, times);
    if (this.#columns.length === 0) return;
    setText(this.mean, meanWords(this.#means.at(-1) ?? null));
    this.chart.draw(this.#columns, this.#means, this.marks.list);
    this.#read();
  }

  /** @returns {{atMs: number}[]} what is drawn */
  get #drawn() {
    return this.drawsSaid ? this.#saidColumns : this.#columns;
  }

  /** @param {number | null} index where the pointer is, null where it left */
  #point(index) {
    this.#readAtMs = index === null ? null : (this.#drawn[index]?.atMs ?? null);
    this.#read();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#drawn.length - 1;
    const now = this.#index();
    const target = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - MINUTE_COLUMNS,
      PageUp: now + MINUTE_COLUMNS,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined || isBrowsersOwn(event)) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, target));
    this.#readAtMs = index === last ? null : (this.#drawn[index]?.atMs ?? null);
    this.chart.point(index);
    this.#read();
  }

  /** The column that is read now: times stay where they are while columns are added or found in the past. */
  #index() {
    const last = this.#drawn.length - 1;
    if (this.#readAtMs === null) return last;
    const found = this.#drawn.findIndex(({ atMs }) => atMs === this.#readAtMs);
    return found < 0 ? last : found;
  }

  #read() {
    const index = this.#index();
    const words = this.#wordsAt(index);
    if (words === null) return;
    setText(this.reading, words);
    // What is now stands above the tiles already.
    this.reading.classList.toggle("now", this.#readAtMs === null);
    setAttribute(this.slider, "aria-valuemax", String(this.#drawn.length - 1));
    setAttribute(this.slider, "aria-valuenow", String(index));
    setAttribute(this.slider, "aria-valuetext", words);
  }

  /** @param {number} index */
  #wordsAt(index) {
    const [column, said] = [this.#columns[index], this.#saidColumns[index]];
    if (said !== undefined) return saidWords(said);
    return column === undefined ? null : readingWords(column, this.#means[index] ?? null, this.tellsFocus);
  }
}
