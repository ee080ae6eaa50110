/** @file Player strip: the lesson drawn under its recording, on the same axis, with the playhead; also a slider. */

import { screenColour } from "../../classroom/chart/colours.js";
import { BANDS, bandFill } from "../../classroom/chart/plot.js";
import { COLUMN_MS } from "../../classroom/timeline/columns.js";
import { setAttribute } from "../../look/dom.js";
import { lessonTime } from "./alignment/anchors.js";

/** @typedef {import("../../classroom/timeline/columns.js").Column} Column */
/** @typedef {import("../../classroom/timeline/moments.js").Minute} Minute */
/** @typedef {import("./alignment/anchors.js").Piece} Piece */
/** @typedef {import("./chapters.js").Chapter} Chapter */
/** @typedef {import("../../classroom/timeline/room.js").RoomTimeline} RoomTimeline */
/** @typedef {{columns: readonly Column[], minutes: readonly Minute[], room?: RoomTimeline}} Course */

const STEP_PX = 2;
const MINUTE_MS = 60_000;
const LINE_PX = 2.5;
const TICK_PX = 10;
const DASHES = [6, 4];
const KEY_S = { ArrowLeft: -5, ArrowRight: 5, ArrowDown: -5, ArrowUp: 5, PageDown: -60, PageUp: 60 };

/** Owns the canvas and its playhead. */
export class PlayerStrip {
  /** @type {readonly Piece[]} */
  #pieces = [];
  /** @type {readonly Chapter[]} */
  #chapters = [];
  #durationS = 0;
  #atS = 0;
  /** @type {{x: number, pointer: number} | null} */
  #grip = null;
  isDragging = false;

  /**
   * @param {{box: HTMLElement, canvas: HTMLCanvasElement, course: Course, onSeek: (videoS: number) => void, onDrag: (byS: number) => void}} options `onDrag` tells how far the lesson was moved, in seconds of the recording
   */
  constructor({ box, canvas, course, onSeek, onDrag }) {
    this.box = box;
    this.canvas = canvas;
    this.course = course;
    this.onSeek = onSeek;
    this.onDrag = onDrag;
    this.columnAt = new Map(course.columns.map((column) => [column.atMs, column]));
    this.minuteAt = new Map(course.minutes.map((minute) => [minute.atMs, minute]));
    new ResizeObserver(() => this.#draw()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
    box.addEventListener("pointerdown", (event) => this.#grab(event));
    box.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of /** @type {const} */ (["pointerup", "pointercancel"]))
      box.addEventListener(name, () => {
        this.#grip = null;
      });
    box.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * @param {readonly Piece[]} pieces
   * @param {readonly Chapter[]} chapters
   * @param {number} durationS
   */
  show(pieces, chapters, durationS) {
    this.#pieces = pieces;
    this.#chapters = chapters;
    this.#durationS = durationS;
    setAttribute(this.box, "aria-valuemax", String(Math.round(durationS)));
    this.#draw();
  }

  /**
   * @param {number} videoS
   * @param {string} words what is there
   */
  point(videoS, words) {
    this.#atS = videoS;
    this.box.style.setProperty("--played", String(this.#durationS > 0 ? videoS / this.#durationS : 0));
    setAttribute(this.box, "aria-valuenow", String(Math.round(videoS)));
    setAttribute(this.box, "aria-valuetext", words);
  }

  /**
   * @param {number} videoS
   * @returns {Column | null} of the lesson, at this second of the recording
   */
  columnOf(videoS) {
    const atMs = lessonTime(this.#pieces, videoS);
    return atMs === null ? null : (this.columnAt.get(Math.floor(atMs / COLUMN_MS) * COLUMN_MS) ?? null);
  }

  /** @param {PointerEvent} event */
  #grab(event) {
    this.box.setPointerCapture(event.pointerId);
    this.#grip = { x: event.clientX, pointer: event.pointerId };
    if (!this.isDragging) this.onSeek(this.#secondsAt(event.clientX));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#grip === null || this.#grip.pointer !== event.pointerId) return;
    if (!this.isDragging) {
      this.onSeek(this.#secondsAt(event.clientX));
      return;
    }
    this.onDrag(((event.clientX - this.#grip.x) / this.box.clientWidth) * this.#durationS);
    this.#grip.x = event.clientX;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const bounds = { Home: 0, End: this.#durationS };
    const by = KEY_S[/** @type {keyof typeof KEY_S} */ (event.key)];
    const target = bounds[/** @type {keyof typeof bounds} */ (event.key)] ?? (by && this.#atS + by);
    if (target === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.onSeek(Math.min(this.#durationS, Math.max(0, target)));
  }

  /** @param {number} clientX */
  #secondsAt(clientX) {
    const { left, width } = this.box.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / width)) * this.#durationS;
  }

  #draw() {
    const scale = devicePixelRatio;
    const [width, height] = [this.box.clientWidth, this.box.clientHeight];
    if (width === 0 || this.#durationS === 0) return;
    Object.assign(this.canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    pen.scale(scale, scale);
    pen.fillStyle = screenColour("--surface");
    pen.fillRect(0, 0, width, height);
    this.#drawBands(pen, width, height);
    this.#drawLost(pen, width, height);
    if (this.course.room !== undefined) this.#drawRoom(pen, width, height, this.course.room);
    this.#drawChapters(pen, width, height);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  #drawBands(pen, width, height) {
    const most = Math.max(1, ...this.course.columns.map(({ counts }) => totalOf(counts)));
    const fills = BANDS.map((band) => ({ states: band.states, fill: bandFill(pen, band, screenColour, 1) }));
    for (let x = 0; x < width; x += STEP_PX) {
      const column = this.columnOf(((x + STEP_PX / 2) / width) * this.#durationS);
      if (column === null || column.gap) continue;
      let below = 0;
      for (const { states, fill } of fills) {
        const part = states.reduce((sum, state) => sum + column.counts[state], 0) / most;
        pen.fillStyle = fill;
        pen.fillRect(x, height * (1 - below - part), STEP_PX, height * part);
        below += part;
      }
    }
  }

  /**
   * How many of those who could tell were lost, as a line of steps from the ground up.
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  #drawLost(pen, width, height) {
    pen.strokeStyle = screenColour("--ink");
    // Where no state is drawn, what was said has the picture for itself.
    pen.fillStyle = screenColour("--self");
    const fills = this.course.columns.length === 0;
    pen.lineWidth = LINE_PX;
    pen.beginPath();
    let isDrawing = false;
    for (let x = 0; x <= width; x += STEP_PX) {
      const share = this.minuteOf((x / width) * this.#durationS)?.share ?? null;
      const y = height - LINE_PX - (share ?? 0) * (height - 2 * LINE_PX);
      if (fills && share !== null) pen.fillRect(x, y, STEP_PX, height - y);
      if (share !== null && isDrawing) pen.lineTo(x, y);
      else if (share !== null) pen.moveTo(x, y);
      isDrawing = share !== null;
    }
    pen.stroke();
  }

  /**
   * The heads in the room, as a dashed line of its own.
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   * @param {RoomTimeline} room
   */
  #drawRoom(pen, width, height, room) {
    const { most } = room;
    if (most === 0) return;
    pen.strokeStyle = screenColour("--accent");
    pen.lineWidth = LINE_PX;
    pen.setLineDash(DASHES);
    pen.beginPath();
    let isDrawing = false;
    for (let x = 0; x <= width; x += STEP_PX) {
      const atMs = lessonTime(this.#pieces, (x / width) * this.#durationS);
      const seen = atMs === null ? null : (room.at(atMs)?.seen ?? null);
      const y = height - LINE_PX - ((seen ?? 0) / most) * (height - 2 * LINE_PX);
      if (seen !== null && isDrawing) pen.lineTo(x, y);
      else if (seen !== null) pen.moveTo(x, y);
      isDrawing = seen !== null;
    }
    pen.stroke();
    pen.setLineDash([]);
  }

  /**
   * @param {number} videoS
   * @returns {Minute | null} of the lesson, at this second of the recording
   */
  minuteOf(videoS) {
    const atMs = lessonTime(this.#pieces, videoS);
    return atMs === null ? null : (this.minuteAt.get(Math.floor(atMs / MINUTE_MS) * MINUTE_MS) ?? null);
  }

  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {number} width
   * @param {number} height
   */
  #drawChapters(pen, width, height) {
    pen.lineWidth = 1;
    for (const { startS, kind } of this.#chapters) {
      const x = (startS / this.#durationS) * width;
      pen.strokeStyle = screenColour("--ink");
      pen.fillStyle = screenColour(kind === "lost" ? "--confused" : "--ink");
      pen.setLineDash(DASHES);
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, height);
      pen.stroke();
      pen.beginPath();
      pen.moveTo(x - TICK_PX / 2, 0);
      pen.lineTo(x + TICK_PX / 2, 0);
      pen.lineTo(x, TICK_PX);
      pen.fill();
    }
    pen.setLineDash([]);
  }
}

/** @param {Column["counts"]} counts */
const totalOf = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
