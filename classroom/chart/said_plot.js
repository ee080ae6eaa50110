/** @file Chart options of self-reports (small multiples): a row each for lost, pace, hands and answers, over one axis of time. */

import { numberText } from "../../look/locale.js";
import { saidRowWords } from "../../look/words.js";
import { SAID } from "../timeline/said.js";
import { axisLook, bandFill, clockAxis, drawOverlays, uPlot } from "./plot.js";

/** @typedef {import("../timeline/said.js").Said} Said */
/** @typedef {import("../timeline/said.js").SaidColumn} SaidColumn */
/** @typedef {import("./plot.js").ChartStyle} ChartStyle */

const SECOND_MS = 1000;
/** How much of its row the highest value fills. */
const FILL = 0.86;
const LETTER_PX = 7;
const AXIS_PX = { names: 24, counts: 44 };
/** Each row has a colour and a pattern of its own, and its name beside it. @type {Record<Said, import("./plot.js").Band>} */
const BANDS = {
  lost: { states: [], colour: "--self", strength: 0.9, hatch: null },
  slower: { states: [], colour: "--confused", strength: 0.9, hatch: "/" },
  faster: { states: [], colour: "--away", strength: 0.9, hatch: "\\" },
  hands: { states: [], colour: "--self", strength: 0.6, hatch: "-" },
  answers: { states: [], colour: "--focused", strength: 0.7, hatch: null },
};

/** @param {number} row counted from the top */
const groundOf = (row) => SAID.length - 1 - row;

/**
 * @param {SaidColumn[]} columns
 * @returns {Record<Said, number>} the highest of each row
 */
export function highest(columns) {
  const entries = SAID.map((what) => [what, Math.max(0, ...columns.map(({ said }) => said[what]))]);
  return /** @type {Record<Said, number>} */ (Object.fromEntries(entries));
}

/**
 * Each row by its own measure, as six lost and twenty-four answers are both worth seeing.
 * @param {SaidColumn[]} columns
 * @returns {import("uplot").AlignedData}
 */
export function rows(columns) {
  const most = highest(columns);
  const heights = SAID.map((what, row) =>
    columns.map(({ said, gap }) =>
      gap ? null : groundOf(row) + (FILL * said[what]) / Math.max(1, most[what]),
    ),
  );
  const noShare = columns.map(() => null);
  return [columns.map(({ atMs }) => atMs / SECOND_MS), ...heights, noShare];
}

/**
 * @param {ChartStyle & {saidColumns: () => SaidColumn[]}} look
 * @returns {import("uplot").Options}
 */
export function saidOptions(look) {
  const names = SAID.map(saidRowWords).toReversed();
  const middles = SAID.map((_, row) => row + FILL / 2);
  const nameSize = AXIS_PX.names + LETTER_PX * Math.max(...names.map((name) => name.length));
  return {
    width: look.width,
    height: look.height,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { y: { range: () => [0, SAID.length] }, share: { range: () => [0, SAID.length] } },
    axes: [
      clockAxis(look),
      { ...axisLook(look), size: nameSize * look.scale, splits: () => middles, values: () => names },
      {
        ...axisLook(look),
        scale: "share",
        side: 1,
        size: AXIS_PX.counts * look.scale,
        splits: () => middles,
        values: () => {
          const most = highest(look.saidColumns());
          return SAID.map((what) => (most[what] === 0 ? "" : numberText(most[what]))).toReversed();
        },
      },
    ],
    series: [{}, ...SAID.map((what, row) => rowSeries(BANDS[what], groundOf(row), look)), { scale: "share" }],
    hooks: drawOverlays(look),
  };
}

/**
 * @param {import("./plot.js").Band} band
 * @param {number} ground
 * @param {ChartStyle} look
 * @returns {import("uplot").Series}
 */
function rowSeries(band, ground, { ink, scale }) {
  return {
    scale: "y",
    width: 1,
    stroke: () => ink(band.colour),
    points: { show: false },
    paths: uPlot().paths.stepped?.({ align: 1 }),
    fillTo: ground,
    fill: (plot) => bandFill(plot.ctx, band, ink, scale),
  };
}
