/** @file Room curve: the heads in a room over the lesson, and those that point to the front, as a drawing for screen and paper. */

import { SILENT_MS } from "../timeline/room.js";

/** @typedef {import("../timeline/room.js").RoomCount} RoomCount */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const HEIGHT = 100;

/**
 * @param {readonly RoomCount[]} counts
 * @param {"seen" | "towards"} what
 * @param {number} endMs
 * @returns {string} the path of one line, as high as there are heads, interrupted where nothing was told
 */
export function pathOf(counts, what, endMs) {
  const [first] = counts;
  if (first === undefined) return "";
  const spanMs = Math.max(1, endMs - first.at);
  const most = counts.reduce((high, { seen }) => Math.max(high, seen ?? 0), 1);
  let path = "";
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const count of counts) {
    const heads = count[what];
    if (heads === null) {
      lastMs = Number.NEGATIVE_INFINITY;
      continue;
    }
    const x = ((count.at - first.at) / spanMs) * WIDTH;
    const y = HEIGHT * (1 - heads / most);
    path += `${count.at - lastMs > SILENT_MS ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    // A single count between two gaps is a point.
    if (count.at - lastMs > SILENT_MS) path += "h.1";
    lastMs = count.at;
  }
  return path;
}

/**
 * @param {readonly RoomCount[]} counts
 * @param {number} endMs
 * @param {string} label what it shows, in words
 */
export function roomCurve(counts, endMs, label) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 -4 ${WIDTH} ${HEIGHT + 8}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  for (const what of /** @type {const} */ (["seen", "towards"])) {
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("class", `room-${what}`);
    line.setAttribute("d", pathOf(counts, what, endMs));
    svg.append(line);
  }
  return svg;
}
