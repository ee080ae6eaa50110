/** @file Curve rows: the sums of a lesson as lines of a table and of a CSV file, states with shares and their interval. */

import { STATE_NAMES } from "../../../protocol/states.js";
import { curveSteps, TOLD } from "../curve/steps.js";

/** @typedef {import("../curve/steps.js").Curve} Curve */
/** @typedef {import("../curve/steps.js").Policy} Policy */
/** @typedef {import("../curve/steps.js").State} State */
/** @typedef {{count: number} | {share: number} | null} Cell null where fewer than five are in it */

export const COLUMNS = /** @type {const} */ (["first", "again", "lost", "slower", "faster", "back", "left"]);
const FILE_DIGITS = 4;

/**
 * @param {Curve} curve
 * @returns {State[]} those that somebody was measured as
 */
export const statesIn = ({ sums }) => STATE_NAMES.filter((state) => state in sums);

/**
 * @param {Curve} curve
 * @param {Policy} policy
 * @returns {string[]} what the cells of a row are, as a file calls them
 */
export function columnsOf(curve, policy) {
  const states = statesIn(curve);
  const told = states.length === 0 ? null : TOLD[policy];
  const shares = states.length === 0 ? [] : ["measured", "coverage"];
  const interval = told === null ? [] : [`${told}_share`, "share_low", "share_high"];
  return [...COLUMNS, "lost_per_100", ...states, ...shares, ...interval];
}

/**
 * @param {Curve} curve
 * @param {Policy} policy
 * @returns {{start_s: number, cells: Cell[]}[]} a row a bin
 */
export function curveRows(curve, policy) {
  const columns = columnsOf(curve, policy);
  const seconds = curve.bin_ms / 1000;
  return curveSteps(curve, policy).flatMap(({ from_s, to_s, counts }) =>
    Array.from({ length: Math.round((to_s - from_s) / seconds) }, (_, step) => {
      const bin = Math.round(from_s / seconds) + step;
      return { start_s: bin * seconds, cells: columns.map((column) => cellOf(curve, bin, column, counts)) };
    }),
  );
}

/**
 * @param {Curve} curve
 * @param {number} bin
 * @param {string} column
 * @param {import("../curve/steps.js").Counts | null} counts
 * @returns {Cell}
 */
function cellOf({ sums }, bin, column, counts) {
  if (counts === null) return null;
  if (column === "lost_per_100") return { count: Math.round(counts.per_100) };
  if (/** @type {readonly string[]} */ (COLUMNS).includes(column)) return { count: sums[column]?.[bin] ?? 0 };
  if (counts.measured === 0) return null;
  if (column === "measured") return { count: counts.measured };
  if (column === "coverage") return { share: counts.coverage };
  if (column === "share_low") return share(counts.told?.low);
  if (column === "share_high") return share(counts.told?.high);
  return column.endsWith("_share") ? share(counts.told?.share) : { count: sums[column]?.[bin] ?? 0 };
}

/** @param {number | undefined} value */
const share = (value) => (value === undefined ? null : { share: value });

/**
 * @param {Curve} curve
 * @param {Policy} policy
 */
export function curveCsv(curve, policy) {
  const lines = curveRows(curve, policy).map(({ start_s, cells }) =>
    [start_s, ...cells.map(fileText)].join(","),
  );
  return `${["start_s", ...columnsOf(curve, policy)].join(",")}\r\n${lines.join("\r\n")}\r\n`;
}

/** @param {Cell} cell */
function fileText(cell) {
  if (cell === null) return "";
  return "share" in cell ? String(Number(cell.share.toFixed(FILE_DIGITS))) : String(cell.count);
}
