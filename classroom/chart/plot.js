/** @file Chart options: what uPlot is told to draw of a class, that is bands of states, hatches, the mean, the marks and the axes. */

import { dateText, numberText, percentText } from "../../look/locale.js";
import { BANDS as STATE_BANDS, STATE_NAMES, STATES } from "../../protocol/states.js";

/** @typedef {import("../timeline/columns.js").Column} Column */
/** @typedef {import("../notes.js").Mark} Mark */
/** @typedef {import("./colours.js").ColourOf} Ink */
/** @typedef {import("uplot")} Plot */
/** @typedef {{width: number, height: number, ink: Ink, scale: number, marks: () => Mark[], columns: () => {atMs: number, gap?: boolean}[]}} ChartStyle `scale` is 1 on a screen, more where a picture is drawn larger than it is shown */

const SECOND_MS = 1000;
const MEAN_WIDTH_PX = 3;
const TILE_PX = 8;
// The clock names minutes: closer marks would carry the same name twice.
const CLOCK_STEPS_S = [60, 120, 300, 600, 900, 1800, 3600];
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const AXIS_PX = /** @type {const} */ ({ clock: 32, counts: 56, shares: 52, between: 80, tick: 10, gap: 5 });

/**
 * States that share a band; neighbouring bands differ in lightness and in pattern, so that none is told by hue alone.
 * @typedef {{states: import("../../protocol/states.js").State[], colour: string, strength: number, hatch: "/" | "-" | "\\" | null}} Band
 */

/** @type {readonly Band[]} */
export const BANDS = Object.entries(STATE_BANDS).map(([name, { ink, strength, hatch }]) => ({
  states: STATE_NAMES.filter((state) => STATES[state].band === name),
  colour: `--${ink}`,
  strength,
  hatch,
}));

/** What the library's script leaves behind: its module is three times as large. */
export function uPlot() {
  const { uPlot } = /** @type {{uPlot: typeof import("uplot")}} */ (/** @type {unknown} */ (globalThis));
  return uPlot;
}

/**
 * Each band stands on those below it; the highest comes first, so that the lower ones are painted over it.
 * @param {Column[]} columns
 * @param {(number | null)[]} means
 * @returns {import("uplot").AlignedData}
 */
export function stacked(columns, means) {
  const heights = BANDS.map((_, top) => {
    const states = BANDS.slice(0, top + 1).flatMap((band) => band.states);
    return columns.map(({ counts, gap }) =>
      gap ? null : states.reduce((sum, state) => sum + counts[state], 0),
    );
  });
  const times = columns.map(({ atMs }) => atMs / SECOND_MS);
  return [times, ...heights.toReversed(), columns.map((_, index) => means[index] ?? null)];
}

/**
 * @param {ChartStyle} look
 * @returns {import("uplot").Options}
 */
export function optionsOf(look) {
  return {
    width: look.width,
    height: look.height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { y: { range: (_plot, _low, high) => [0, Math.max(1, high)] }, share: { range: [0, 1] } },
    axes: axesOf(look),
    series: [{}, ...BANDS.toReversed().map((band) => bandSeries(band, look)), meanSeries(look)],
    hooks: drawOverlays(look),
  };
}

/**
 * @param {ChartStyle} look
 * @returns {NonNullable<import("uplot").Options["hooks"]>} gaps below what is drawn, marks above it
 */
export function drawOverlays(look) {
  return { drawAxes: [(plot) => drawGaps(plot, look)], draw: [(plot) => drawMarks(plot, look)] };
}

/**
 * @param {ChartStyle} look
 * @returns {import("uplot").Axis}
 */
export function axisLook({ ink, scale }) {
  return {
    stroke: () => ink("--ink-soft"),
    grid: { show: false },
    font: FONT.replace("12", String(12 * scale)),
    ticks: { size: AXIS_PX.tick * scale },
    gap: AXIS_PX.gap * scale,
  };
}

/**
 * @param {ChartStyle} look
 * @returns {import("uplot").Axis}
 */
export function clockAxis(look) {
  return {
    ...axisLook(look),
    size: AXIS_PX.clock * look.scale,
    space: AXIS_PX.between * look.scale,
    incrs: CLOCK_STEPS_S,
    values: (_plot, seconds) => seconds.map(clockWords),
  };
}

/**
 * @param {ChartStyle} look
 * @returns {import("uplot").Axis[]}
 */
function axesOf(look) {
  const { scale } = look;
  const axis = axisLook(look);
  return [
    clockAxis(look),
    {
      ...axis,
      size: AXIS_PX.counts * scale,
      incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000],
      values: (_plot, counts) => counts.map(numberText),
    },
    {
      ...axis,
      scale: "share",
      side: 1,
      size: AXIS_PX.shares * scale,
      values: (_plot, shares) => shares.map(percentText),
    },
  ];
}

/**
 * @param {typeof BANDS[number]} band
 * @param {ChartStyle} look
 * @returns {import("uplot").Series}
 */
function bandSeries(band, { ink, scale }) {
  return {
    scale: "y",
    width: 0,
    points: { show: false },
    paths: uPlot().paths.stepped?.({ align: 1 }),
    fill: (plot) => bandFill(plot.ctx, band, ink, scale),
  };
}

/**
 * @param {ChartStyle} look
 * @returns {import("uplot").Series}
 */
function meanSeries({ ink, scale }) {
  return {
    scale: "share",
    width: MEAN_WIDTH_PX * scale,
    stroke: () => ink("--ink"),
    points: { show: false },
  };
}

/** @param {number} seconds */
function clockWords(seconds) {
  return dateText(seconds * SECOND_MS, { hour: "2-digit", minute: "2-digit" });
}

/**
 * An opaque fill, mixed with the page's surface, with lines of the surface where the band has a pattern.
 * @param {CanvasRenderingContext2D} context
 * @param {Band} band
 * @param {Ink} ink
 * @param {number} scale
 */
export function bandFill(context, { colour, strength, hatch }, ink, scale) {
  const tilePx = TILE_PX * scale;
  const tile = document.createElement("canvas");
  tile.width = tilePx;
  tile.height = tilePx;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.fillStyle = ink("--surface");
  pen.fillRect(0, 0, tilePx, tilePx);
  pen.globalAlpha = strength;
  pen.fillStyle = ink(colour);
  pen.fillRect(0, 0, tilePx, tilePx);
  if (hatch !== null) drawHatch(pen, hatch, ink("--surface"), scale);
  return /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {"/" | "\\" | "-"} hatch
 * @param {string} colour
 * @param {number} scale
 */
function drawHatch(pen, hatch, colour, scale) {
  pen.strokeStyle = colour;
  pen.globalAlpha = 1;
  pen.scale(scale, scale);
  pen.lineWidth = 1;
  pen.beginPath();
  const [from, to] = { "/": [TILE_PX, 0], "\\": [0, TILE_PX], "-": [TILE_PX / 2, TILE_PX / 2] }[hatch];
  pen.moveTo(0, /** @type {number} */ (from));
  pen.lineTo(TILE_PX, /** @type {number} */ (to));
  pen.stroke();
}

/**
 * @param {{atMs: number, gap?: boolean}[]} columns
 * @returns {[fromMs: number, toMs: number][]} from the last column known before each gap to the first one after it
 */
function gapsIn(columns) {
  /** @type {[number, number][]} */
  const gaps = [];
  for (const [index, { atMs, gap }] of columns.entries()) {
    if (!gap) continue;
    const toMs = columns[index + 1]?.atMs ?? atMs;
    const last = gaps.at(-1);
    if (last?.[1] === atMs) last[1] = toMs;
    else gaps.push([columns[index - 1]?.atMs ?? atMs, toMs]);
  }
  return gaps;
}

/**
 * Where no board was there to see the class, there is a grid of thin lines and nothing else.
 * @param {Plot} plot
 * @param {ChartStyle} look
 */
function drawGaps({ ctx, bbox, valToPos }, { columns, ink, scale }) {
  ctx.save();
  ctx.strokeStyle = ink("--line");
  ctx.lineWidth = scale;
  ctx.beginPath();
  for (const [fromMs, toMs] of gapsIn(columns())) {
    const from = valToPos(fromMs / SECOND_MS, "x", true);
    const to = valToPos(toMs / SECOND_MS, "x", true);
    ctx.rect(from, bbox.top, to - from, bbox.height);
    for (let y = bbox.top; y < bbox.top + bbox.height; y += TILE_PX * scale) {
      ctx.moveTo(from, y);
      ctx.lineTo(to, y);
    }
  }
  ctx.stroke();
  ctx.restore();
}

/**
 * @param {Plot} plot
 * @param {ChartStyle} look
 */
function drawMarks({ ctx, bbox, valToPos }, { marks, ink, scale }) {
  ctx.save();
  ctx.strokeStyle = ink("--ink");
  ctx.setLineDash([TILE_PX * scale, (TILE_PX * scale) / 2]);
  for (const { at } of marks()) {
    const x = valToPos(at / SECOND_MS, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
