/** @file The strip's picture: uPlot, fetched when there is something to draw. */

import { late, loadScript, saidBy } from "../../look/late.js";
import { dateText, numberText, percentText } from "../../look/locale.js";

/** @typedef {import("./timeline.js").Column} Column */
/** @typedef {import("./timeline.js").Counted} Counted */
/** @typedef {import("./marks.js").Mark} Mark */
/** @typedef {import("uplot")} Plot */

const library = late(() => loadScript("/vendor/uPlot.iife.min.js"));
const HEIGHT_PX = 128;
const SECOND_MS = 1000;
const MEAN_WIDTH_PX = 3;
// The clock names minutes: closer marks would carry the same name twice.
const CLOCK_STEPS_S = [60, 120, 300, 600, 900, 1800, 3600];

/** States that share a band; neighbouring bands differ in lightness and in pattern, so that none is told by hue alone. */
export const BANDS = /** @type {const} */ ([
  { states: ["focused"], colour: "--focused", strength: 0.9, hatch: null },
  { states: ["neutral", "present"], colour: "--focused", strength: 0.4, hatch: null },
  { states: ["confused"], colour: "--confused", strength: 0.9, hatch: "/" },
  { states: ["drowsy"], colour: "--drowsy", strength: 0.5, hatch: "-" },
  { states: ["away", "down", "absent"], colour: "--away", strength: 0.9, hatch: "\\" },
  { states: ["unknown", "calibrating", "paused", "self"], colour: "--unknown", strength: 0.25, hatch: null },
]);

/** Owns the canvas. */
export class Chart {
  /** @type {Plot | null} */
  #plot = null;
  #loading = false;
  /** @type {import("uplot").AlignedData} */
  #data = [[]];
  /** @type {Mark[]} */
  #marks = [];
  tellsFocus = true;

  /**
   * @param {HTMLElement} element
   * @param {(index: number | null) => void} onPoint
   */
  constructor(element, onPoint) {
    this.element = element;
    this.onPoint = onPoint;
    new ResizeObserver(() => this.#resize()).observe(element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      inks.clear();
      this.#plot?.redraw(false);
    });
    // The pointer speaks to the reader only where a person moved it, not where a redraw put it back.
    element.addEventListener("pointermove", () => this.onPoint(this.#plot?.cursor.idx ?? null));
    element.addEventListener("pointerleave", () => this.onPoint(null));
  }

  /**
   * @param {Column[]} columns
   * @param {(number | null)[]} means
   * @param {Mark[]} marks
   */
  draw(columns, means, marks) {
    this.#marks = marks;
    if (document.visibilityState === "hidden") return;
    this.#data = stacked(columns, means);
    if (this.#plot === null) void this.#load();
    else this.#plot.setData(this.#data);
  }

  /** @returns {Promise<Blob | null>} the picture as PNG, null before there is one */
  picture() {
    const canvas = this.#plot?.ctx.canvas;
    return new Promise((resolve) => (canvas === undefined ? resolve(null) : canvas.toBlob(resolve)));
  }

  /** @param {number} index show the cursor here */
  point(index) {
    const plot = this.#plot;
    const seconds = plot?.data[0][index];
    if (plot === null || seconds === undefined) return;
    plot.setCursor({ left: plot.valToPos(seconds, "x"), top: 0 }, false);
  }

  async #load() {
    if (this.#loading) return;
    this.#loading = true;
    await library(saidBy(this.element));
    const Plot = uPlot();
    this.#plot = new Plot(this.#options(), this.#data, this.element);
  }

  #resize() {
    this.#plot?.setSize({ width: this.element.clientWidth, height: HEIGHT_PX });
  }

  /** @returns {import("uplot").Options} */
  #options() {
    const axis = { stroke: () => inkOf("--ink-soft"), grid: { show: false } };
    return {
      width: this.element.clientWidth,
      height: HEIGHT_PX,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high)] }, share: { range: [0, 1] } },
      axes: [
        {
          ...axis,
          size: 32,
          space: 80,
          incrs: CLOCK_STEPS_S,
          values: (_plot, seconds) => seconds.map(clockWords),
        },
        {
          ...axis,
          size: 40,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
          values: (_plot, counts) => counts.map(numberText),
        },
        {
          ...axis,
          scale: "share",
          side: 1,
          size: 52,
          values: (_plot, shares) => shares.map(percentText),
        },
      ],
      series: [{}, ...BANDS.toReversed().map(bandSeries), meanSeries()],
      hooks: { draw: [(plot) => drawMarks(plot, this.#marks)] },
    };
  }
}

/**
 * Each band stands on those below it; the highest comes first, so that the lower ones are painted over it.
 * @param {Column[]} columns
 * @param {(number | null)[]} means
 * @returns {import("uplot").AlignedData}
 */
export function stacked(columns, means) {
  const heights = BANDS.map((_, top) => {
    const states = BANDS.slice(0, top + 1).flatMap((band) => [...band.states]);
    return columns.map(({ counts }) => states.reduce((sum, state) => sum + counts[state], 0));
  });
  const times = columns.map(({ atMs }) => atMs / SECOND_MS);
  return [times, ...heights.toReversed(), columns.map((_, index) => means[index] ?? null)];
}

/**
 * @param {typeof BANDS[number]} band
 * @returns {import("uplot").Series}
 */
function bandSeries({ colour, strength, hatch }) {
  return {
    scale: "y",
    width: 0,
    points: { show: false },
    paths: uPlot().paths.stepped?.({ align: 1 }),
    fill: (plot) => bandFill(plot.ctx, inkOf(colour), strength, hatch),
  };
}

/** @returns {import("uplot").Series} */
function meanSeries() {
  return {
    scale: "share",
    width: MEAN_WIDTH_PX,
    stroke: () => inkOf("--ink"),
    points: { show: false },
  };
}

/** @param {number} seconds */
function clockWords(seconds) {
  return dateText(seconds * SECOND_MS, { hour: "2-digit", minute: "2-digit" });
}

const TILE_PX = 8;

/**
 * An opaque fill, mixed with the page's surface, with lines of the surface where the band has a pattern.
 * @param {CanvasRenderingContext2D} context
 * @param {string} colour
 * @param {number} strength
 * @param {"/" | "\\" | "-" | null} hatch
 */
function bandFill(context, colour, strength, hatch) {
  const tile = document.createElement("canvas");
  tile.width = TILE_PX;
  tile.height = TILE_PX;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.fillStyle = inkOf("--surface");
  pen.fillRect(0, 0, TILE_PX, TILE_PX);
  pen.globalAlpha = strength;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, TILE_PX, TILE_PX);
  if (hatch !== null) drawHatch(pen, hatch);
  return /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {"/" | "\\" | "-"} hatch
 */
function drawHatch(pen, hatch) {
  pen.strokeStyle = inkOf("--surface");
  pen.globalAlpha = 1;
  pen.beginPath();
  const [from, to] = { "/": [TILE_PX, 0], "\\": [0, TILE_PX], "-": [TILE_PX / 2, TILE_PX / 2] }[hatch];
  pen.moveTo(0, /** @type {number} */ (from));
  pen.lineTo(TILE_PX, /** @type {number} */ (to));
  pen.stroke();
}

/**
 * @param {Plot} plot
 * @param {Mark[]} marks
 */
function drawMarks({ ctx, bbox, valToPos }, marks) {
  ctx.save();
  ctx.strokeStyle = inkOf("--ink");
  ctx.setLineDash([TILE_PX, TILE_PX / 2]);
  for (const { at } of marks) {
    const x = valToPos(at / SECOND_MS, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** Asking for a style while tiles change makes the browser work out all of them, so each is asked for once. */
const inks = new Map();

/** @param {string} property */
function inkOf(property) {
  const ink =
    inks.get(property) ?? getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  inks.set(property, ink);
  return ink;
}

/** What the library's script leaves behind: its module is three times as large. */
function uPlot() {
  const { uPlot } = /** @type {{uPlot: typeof import("uplot")}} */ (/** @type {unknown} */ (globalThis));
  return uPlot;
}
