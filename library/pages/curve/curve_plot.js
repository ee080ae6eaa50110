/** @file Curve plot options (small multiples): rows for seen, lost, states and a share, over one axis of the lesson's time. */

import { axisLook, BANDS, bandFill, uPlot } from "../../../classroom/chart/plot.js";
import { numberText, percentText } from "../../../look/locale.js";
import { clockText } from "../show.js";

/** @typedef {import("./steps.js").Step} Step */
/** @typedef {import("./steps.js").Counts} Counts */
/** @typedef {import("./curve_words.js").Chapter} Chapter */
/** @typedef {import("../../../classroom/chart/colours.js").ColourOf} Ink */
/** @typedef {import("../../../classroom/chart/plot.js").Band} Band */
/** @typedef {"seen" | "lost" | "states" | "share"} Row */
/** @typedef {{row: Row, name: string}} NamedRow */
/** @typedef {{rows: NamedRow[], steps: () => readonly Step[], chapters: () => readonly Chapter[], ink: Ink, width: number}} CurveLook */

/** How much of its row the highest value fills; the rest has the row's name. */
const FILL = 0.7;
const ROW_PX = 84;
const AXIS_PX = { time: 32, values: 58, between: 56 };
const NAME_FONT =
  '600 12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const HATCH_PX = 8;
const TIMES_S = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600];
/** A row whose highest is one press of hundred people would look like a disaster. */
const LEAST_LOST = 10;

/** @type {Record<"first" | "again" | "lost" | "interval", Band>} */
export const INKS = {
  first: { states: [], colour: "--accent", strength: 0.85, hatch: null },
  again: { states: [], colour: "--accent", strength: 0.5, hatch: "/" },
  lost: { states: [], colour: "--self", strength: 0.9, hatch: null },
  interval: { states: [], colour: "--focused", strength: 0.3, hatch: null },
};

/** @param {number} rows */
export const heightOf = (rows) => rows * ROW_PX + AXIS_PX.time;

/**
 * @param {readonly Step[]} steps
 * @returns {Record<Row, number>} the highest value of each row
 */
export function highestOf(steps) {
  const counted = steps.flatMap(({ counts }) => counts ?? []);
  return {
    seen: Math.max(1, ...counted.map(({ first, again }) => first + again)),
    lost: Math.max(LEAST_LOST, ...counted.map(({ per_100 }) => per_100)),
    states: 1,
    share: 1,
  };
}

/**
 * @param {readonly Step[]} steps
 * @param {readonly Row[]} rows from the top
 * @returns {import("uplot").AlignedData} times, then each row's series in the order of `seriesOf`
 */
export function curveData(steps, rows) {
  const highest = highestOf(steps);
  const times = [...steps.map(({ from_s }) => from_s), steps.at(-1)?.to_s ?? 0];
  const series = rows.flatMap((row, index) => {
    const ground = rows.length - 1 - index;
    const place = (/** @type {number | null} */ value) =>
      value === null ? null : ground + (FILL * value) / highest[row];
    return VALUES[row].map((read) => {
      const values = steps.map(({ counts }) => place(counts === null ? null : read(counts)));
      return [...values, values.at(-1) ?? null];
    });
  });
  return [times, ...series];
}

/** The series of each row, the highest of a stack first, so that the lower ones are painted over it.
 * @type {Record<Row, ((counts: Counts) => number | null)[]>} */
const VALUES = {
  seen: [({ first, again }) => first + again, ({ first }) => first],
  lost: [({ per_100 }) => per_100],
  states: BANDS.map((_, top) => (/** @type {Counts} */ { states, measured }) => {
    if (measured === 0) return null;
    const below = BANDS.slice(0, top + 1).flatMap((band) => band.states);
    return states.reduce((sum, { state, count }) => sum + (below.includes(state) ? count : 0), 0) / measured;
  }).toReversed(),
  share: [
    ({ told }) => told?.high ?? null,
    ({ told }) => told?.low ?? null,
    ({ told }) => told?.share ?? null,
    ({ measured, coverage }) => (measured === 0 ? null : coverage),
  ],
};

/**
 * @param {CurveLook} look
 * @returns {import("uplot").Options}
 */
export function curveOptions(look) {
  const rows = look.rows.map(({ row }) => row);
  const series = rows.flatMap((row, index) => seriesOf(row, rows.length - 1 - index, look));
  const shareAt = 1 + rows.flatMap((row) => (row === "share" ? [] : VALUES[row])).length;
  const interval = { series: /** @type {[number, number]} */ ([shareAt, shareAt + 1]) };
  return {
    width: look.width,
    height: heightOf(rows.length),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: (_plot, low, high) => [low, high] },
      y: { range: () => [0, rows.length] },
    },
    axes: [timeAxis(look), valueAxis(look, rows)],
    series: [{}, ...series],
    bands: rows.includes("share")
      ? [{ ...interval, fill: (plot) => bandFill(plot.ctx, INKS.interval, look.ink, 1) }]
      : [],
    hooks: { drawAxes: [(plot) => drawGround(plot, look)], draw: [(plot) => drawNames(plot, look)] },
  };
}

/**
 * @param {Row} row
 * @param {number} ground
 * @param {CurveLook} look
 * @returns {import("uplot").Series[]}
 */
function seriesOf(row, ground, { ink }) {
  const area = (/** @type {Band} */ band) => ({
    scale: "y",
    width: 0,
    points: { show: false },
    paths: stepped(),
    fillTo: ground,
    fill: (/** @type {import("uplot")} */ plot) => bandFill(plot.ctx, band, ink, 1),
  });
  const line = (/** @type {string} */ colour, /** @type {number} */ width, /** @type {number[]} */ dash) => ({
    scale: "y",
    width,
    dash,
    stroke: () => ink(colour),
    points: { show: false },
    paths: stepped(),
  });
  if (row === "seen") return [area(INKS.again), area(INKS.first)];
  if (row === "lost") return [area(INKS.lost)];
  if (row === "states") return BANDS.toReversed().map(area);
  const edge = { ...line("--ink", 0, []), width: 0 };
  return [edge, edge, line("--ink", 2, []), line("--ink-soft", 1.5, [4, 4])];
}

const stepped = () => uPlot().paths.stepped?.({ align: 1 });

/**
 * @param {CurveLook} look
 * @returns {import("uplot").Axis}
 */
function timeAxis(look) {
  return {
    ...axisLook(chartStyle(look)),
    size: AXIS_PX.time,
    space: AXIS_PX.between,
    incrs: TIMES_S,
    values: (_plot, seconds) => seconds.map(clockText),
  };
}

/**
 * The ground and the highest of each row.
 * @param {CurveLook} look
 * @param {readonly Row[]} rows
 * @returns {import("uplot").Axis}
 */
function valueAxis(look, rows) {
  const grounds = rows.map((_, index) => rows.length - 1 - index).toReversed();
  return {
    ...axisLook(chartStyle(look)),
    size: AXIS_PX.values,
    splits: () => grounds.map((ground) => ground + FILL),
    values: () => {
      const highest = highestOf(look.steps());
      return rows
        .map((row) =>
          row === "seen" || row === "lost" ? numberText(Math.round(highest[row])) : percentText(1),
        )
        .toReversed();
    },
  };
}

/** @param {CurveLook} look */
function chartStyle({ ink, width }) {
  return { ink, width, height: 0, scale: 1, marks: () => [], columns: () => [] };
}

/**
 * Where fewer than five have watched there is a hatch, and where a chapter begins a line.
 * @param {import("uplot")} plot
 * @param {CurveLook} look
 */
function drawGround({ ctx, bbox, valToPos }, { steps, chapters, ink, rows }) {
  ctx.save();
  ctx.strokeStyle = ink("--line");
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  for (let row = 0; row < rows.length; row += 1) {
    const y = Math.round(valToPos(row, "y", true));
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
  }
  for (const { from_s, to_s, counts } of steps()) {
    if (counts !== null) continue;
    const [from, to] = [valToPos(from_s, "x", true), valToPos(to_s, "x", true)];
    for (let y = bbox.top; y < bbox.top + bbox.height; y += HATCH_PX * devicePixelRatio) {
      ctx.moveTo(from, y);
      ctx.lineTo(to, y);
    }
  }
  ctx.stroke();
  ctx.strokeStyle = ink("--ink-soft");
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  for (const { start_s } of chapters()) {
    const x = Math.round(valToPos(start_s, "x", true));
    if (x <= bbox.left || x >= bbox.left + bbox.width) continue;
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}

/**
 * @param {import("uplot")} plot
 * @param {CurveLook} look
 */
function drawNames({ ctx, bbox, valToPos }, { rows, ink }) {
  ctx.save();
  ctx.font = NAME_FONT.replace("12px", `${12 * devicePixelRatio}px`);
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  ctx.lineWidth = 4 * devicePixelRatio;
  ctx.lineJoin = "round";
  ctx.strokeStyle = ink("--surface");
  ctx.fillStyle = ink("--ink");
  for (const [index, { name }] of rows.entries()) {
    const x = bbox.left + 4 * devicePixelRatio;
    const y = valToPos(rows.length - index, "y", true) + 5 * devicePixelRatio;
    ctx.strokeText(name, x, y);
    ctx.fillText(name, x, y);
  }
  ctx.restore();
}
