/** @file Strip panel: the states stacked over the lesson, the class index, and any moment read by pointer or key. */

import { ScreenChart } from "../../../classroom/chart/screen.js";
import { COLUMN_MS } from "../../../classroom/timeline/columns.js";
import { RollingMean } from "../../../classroom/timeline/rolling_mean.js";
import { ClassTimeline } from "../../../classroom/timeline/timeline.js";
import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { lets } from "../../../protocol/policies.js";
import { isBrowsersOwn } from "../toolkit/keyboard_shortcuts.js";
import { MarkList } from "./marks.js";
import { indexWords, meanWords, readingWords } from "./reading.js";

/** @typedef {import("../../../classroom/timeline/columns.js").Column} Column */
/** @typedef {import("../../../classroom/notes.js").Mark} Mark */

const DRAW_EVERY_MS = 1000;
/**
 * So many moments are put in order anew at a draw, some tens of milliseconds of work; students whose news came in any
 * order wait for the next draws.
 */
const MOST_MADE_ANEW = 40_000;
const MINUTE_COLUMNS = 60_000 / COLUMN_MS;

/** Owns the strip's section of the page. */
export class StripPanel {
  timeline = new ClassTimeline();
  #rolling = new RollingMean();
  /** @type {Column[]} */
  #columns = [];
  /** @type {(number | null)[]} */
  #means = [];
  /** @type {number | null} where the reader is, in ms; null follows the present */
  #readAtMs = null;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #nowMs = 0;
  /** @type {Set<string>} whose moments are to be taken in at the next draw */
  #due = new Set();
  #tellsFocus = true;

  /**
   * @param {ParentNode} page
   * @param {Pick<import("../toolkit/panel.js").Host, "marks" | "notes" | "connection"> & {writer: Pick<import("../../saved_lessons/writer.js").LessonWriter, "addMark">}} board
   */
  constructor(page, { marks, notes, writer, connection }) {
    this.section = byRole(page, "strip");
    this.index = byRole(page, "class-index");
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

  /** @param {Pick<import("../../../protocol/messages.js").RoomFacts, "policy">} room */
  enterRoom({ policy }) {
    this.#tellsFocus = lets(policy, "focused");
    this.index.hidden = !this.#tellsFocus;
    this.chart.tellsFocus = this.#tellsFocus;
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

  #draw() {
    this.#columns = this.timeline.read(this.#nowMs);
    const times = this.#columns.map(({ atMs }) => atMs);
    if (this.#tellsFocus) this.#means = this.#rolling.read(this.timeline, times);
    const now = this.#columns.at(-1);
    if (now === undefined) return;
    setText(this.index, `${indexWords(now.counts)}. ${meanWords(this.#means.at(-1) ?? null)}.`);
    this.chart.draw(this.#columns, this.#means, this.marks.list);
    this.#read();
  }

  /** @param {number | null} index where the pointer is, null where it left */
  #point(index) {
    this.#readAtMs = index === null ? null : (this.#columns[index]?.atMs ?? null);
    this.#read();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#columns.length - 1;
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
    this.#readAtMs = index === last ? null : (this.#columns[index]?.atMs ?? null);
    this.chart.point(index);
    this.#read();
  }

  /** The column that is read now: times stay where they are while columns are added or found in the past. */
  #index() {
    const last = this.#columns.length - 1;
    if (this.#readAtMs === null) return last;
    const found = this.#columns.findIndex(({ atMs }) => atMs === this.#readAtMs);
    return found < 0 ? last : found;
  }

  #read() {
    const index = this.#index();
    const column = this.#columns[index];
    if (column === undefined) return;
    const words = readingWords(column, this.#means[index] ?? null, this.#tellsFocus);
    setText(this.reading, words);
    setAttribute(this.slider, "aria-valuemax", String(this.#columns.length - 1));
    setAttribute(this.slider, "aria-valuenow", String(index));
    setAttribute(this.slider, "aria-valuetext", words);
  }
}
