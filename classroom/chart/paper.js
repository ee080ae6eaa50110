/** @file Chart for paper: the class over time as a picture that stands alone, on a ground of its own, with a legend and a title. */

import { listText } from "../../look/locale.js";
import { stateWords } from "../../look/words.js";
import { paperColour } from "./colours.js";
import { loadPlot } from "./load_uplot.js";
import { BANDS, bandFill, optionsOf, stacked, uPlot } from "./plot.js";
import { rows, saidOptions } from "./said_plot.js";

/** @typedef {import("../timeline/columns.js").Column} Column */
/** @typedef {import("../notes.js").Mark} Mark */
/** @typedef {import("../timeline/said.js").SaidColumn} SaidColumn */
/** @typedef {{columns: Column[], means: (number | null)[], marks: Mark[], said: SaidColumn[] | null}} Course `said` is drawn in place of the states where no face is read */
/** @typedef {{mean: string, marks: string}} LegendWords what the lines of the picture are called */
/** @typedef {CanvasRenderingContext2D} Pen */
/** @typedef {{words: string, draw: (x: number, y: number) => void}} Entry of the legend; `draw` fills a square whose upper left corner is there */

/** Wide enough that a page of paper, printed at 200 dots an inch, shows no dots. */
const WIDTH_PX = 1440;
const PLOT_PX = 420;
const EDGE_PX = 32;
const SCALE = 2;
const LINE_PX = 38;
const HEAD_PX = 46;
const SWATCH_PX = 26;
const SPACE_PX = 12;
const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';
const TITLE_FONT = `600 34px ${FAMILY}`;
const TEXT_FONT = `23px ${FAMILY}`;
const INNER_PX = WIDTH_PX - 2 * EDGE_PX;

/**
 * @param {Course} course
 * @param {string[]} heading a title and what stands below it; none where the page says it already
 * @param {LegendWords} words
 * @returns {Promise<HTMLCanvasElement>}
 */
export async function drawForPaper(course, heading, words) {
  await loadPlot();
  const plot = await drawPlot(course);
  const canvas = document.createElement("canvas");
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.font = TEXT_FONT;
  const legend = layOut(pen, legendOf(pen, course, words));
  const headPx = heading.length * HEAD_PX;
  canvas.width = WIDTH_PX;
  canvas.height = 2 * EDGE_PX + headPx + PLOT_PX + SPACE_PX + legend.length * LINE_PX;
  pen.fillStyle = paperColour("--surface");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  writeHeading(pen, heading);
  pen.drawImage(plot.ctx.canvas, EDGE_PX, EDGE_PX + headPx, INNER_PX, PLOT_PX);
  drawLegend(pen, legend, EDGE_PX + headPx + PLOT_PX + SPACE_PX);
  plot.destroy();
  return canvas;
}

/** @param {Course} course */
async function drawPlot({ columns, means, marks, said }) {
  const Plot = uPlot();
  const shown = { marks: () => marks, columns: () => said ?? columns };
  const look = { width: INNER_PX, height: PLOT_PX, ink: paperColour, scale: SCALE, ...shown };
  const options = said === null ? optionsOf(look) : saidOptions({ ...look, saidColumns: () => said });
  const data = said === null ? stacked(columns, means) : rows(said);
  const plot = new Plot(options, data, (_plot, begin) => begin());
  await Promise.resolve(); // it draws when what runs now has ended
  return plot;
}

/**
 * @param {Pen} pen
 * @param {Course} course
 * @param {LegendWords} words
 * @returns {Entry[]} what is in the picture: the bands from the ground up, and the lines
 */
function legendOf(pen, { columns, means, marks, said }, words) {
  // What was said has its names beside its rows.
  const bands = said === null ? BANDS : [];
  const entries = bands
    .map((band) => ({
      words: wordsOf(band, columns),
      draw: (/** @type {number} */ x, /** @type {number} */ y) => {
        pen.fillStyle = bandFill(pen, band, paperColour, SCALE);
        pen.fillRect(x, y, SWATCH_PX, SWATCH_PX);
      },
    }))
    .filter(({ words }) => words !== "");
  const middle = SWATCH_PX / 2;
  if (said === null && means.some((mean) => mean !== null)) {
    const draw = line(pen, [], [0, middle, SWATCH_PX, middle]);
    entries.push({ words: words.mean, draw });
  }
  if (marks.length > 0) {
    const draw = line(pen, [SWATCH_PX / 4, SWATCH_PX / 8], [middle, 0, middle, SWATCH_PX]);
    entries.push({ words: words.marks, draw });
  }
  return entries;
}

/**
 * @param {import("./plot.js").Band} band
 * @param {Column[]} columns
 * @returns {string} the band's states as far as anybody was in them
 */
function wordsOf(band, columns) {
  const seen = [...band.states].filter((state) => columns.some(({ counts }) => counts[state] > 0));
  return listText(seen.map(stateWords));
}

/**
 * @param {Pen} pen
 * @param {number[]} dashes
 * @param {[number, number, number, number]} ends within the square
 * @returns {Entry["draw"]}
 */
function line(pen, dashes, [x1, y1, x2, y2]) {
  return (x, y) => {
    pen.strokeStyle = paperColour("--ink");
    pen.lineWidth = 2 * SCALE;
    pen.setLineDash(dashes);
    pen.beginPath();
    pen.moveTo(x + x1, y + y1);
    pen.lineTo(x + x2, y + y2);
    pen.stroke();
  };
}

/**
 * @param {Pen} pen
 * @param {Entry[]} entries
 * @returns {(Entry & {start: number, width: number})[][]} in as many lines as they need; `start` is the way from the reading edge
 */
function layOut(pen, entries) {
  /** @type {(Entry & {start: number, width: number})[][]} */
  const lines = [];
  let start = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = SWATCH_PX + SPACE_PX + pen.measureText(entry.words).width;
    if (start + width > INNER_PX) {
      lines.push([]);
      start = 0;
    }
    lines.at(-1)?.push({ ...entry, start, width });
    start += width + 2 * SPACE_PX;
  }
  return lines;
}

/**
 * @param {Pen} pen
 * @param {string[]} heading
 */
function writeHeading(pen, heading) {
  for (const [index, words] of heading.entries()) {
    pen.fillStyle = paperColour(index === 0 ? "--ink" : "--ink-soft");
    setType(pen, index === 0 ? TITLE_FONT : TEXT_FONT);
    pen.fillText(words, edge(0), EDGE_PX + (index + 1 / 2) * HEAD_PX, INNER_PX);
  }
}

/**
 * @param {Pen} pen
 * @param {ReturnType<typeof layOut>} lines
 * @param {number} topPx
 */
function drawLegend(pen, lines, topPx) {
  for (const [index, entries] of lines.entries()) {
    const y = topPx + index * LINE_PX;
    for (const { words, draw, start } of entries) {
      draw(isFromRight() ? edge(start) - SWATCH_PX : edge(start), y + (LINE_PX - SWATCH_PX) / 2);
      pen.fillStyle = paperColour("--ink");
      setType(pen, TEXT_FONT);
      pen.fillText(words, edge(start + SWATCH_PX + SPACE_PX), y + LINE_PX / 2);
    }
  }
}

/**
 * @param {Pen} pen
 * @param {string} font
 */
function setType(pen, font) {
  pen.font = font;
  pen.direction = isFromRight() ? "rtl" : "ltr";
  pen.textAlign = "start";
  pen.textBaseline = "middle";
}

const isFromRight = () => document.documentElement.dir === "rtl";

/** @param {number} px from the edge where reading begins, as a place on the canvas */
const edge = (px) => (isFromRight() ? WIDTH_PX - EDGE_PX - px : EDGE_PX + px);
