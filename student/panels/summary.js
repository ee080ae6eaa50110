/** @file Summary: at the end, a row for each state with when it was; made from memory, and gone with the page. */

import { element } from "../../look/dom.js";
import { shapeOf } from "../../look/shapes.js";
import { stateWords } from "../../look/words.js";
import { durationWords } from "./words.js";

/** @typedef {import("../session/timeline.js").Timeline} Timeline */
/** @typedef {import("../session/timeline.js").Row} Row */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Timeline} timeline
 * @param {number} end_s
 */
export function showSummary(timeline, end_s) {
  const rows = timeline.rows(end_s);
  element("summary").hidden = rows.length === 0;
  element("summary-length").textContent = durationWords(end_s - timeline.began_s);
  element("summary-rows").replaceChildren(...rows.map((row) => item(row, timeline.began_s, end_s)));
}

/**
 * @param {Row} row
 * @param {number} began_s
 * @param {number} end_s
 */
function item(row, began_s, end_s) {
  const line = document.createElement("li");
  const word = document.createElement("span");
  const time = document.createElement("span");
  line.dataset.state = row.state;
  word.append(shapeOf(row.state), stateWords(/** @type {import("../../look/words.js").Told} */ (row.state)));
  time.textContent = durationWords(row.seconds);
  line.append(word, time, bar(row, began_s, end_s));
  return line;
}

/**
 * @param {Row} row
 * @param {number} began_s
 * @param {number} end_s
 */
function bar({ spans }, began_s, end_s) {
  // Time runs from left to right in every language, as on the clocks and charts of all of them.
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `${began_s} 0 ${Math.max(end_s - began_s, 1)} 1`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  for (const { from_s, until_s } of spans) {
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: from_s, y: 0, width: until_s - from_s, height: 1 }))
      rect.setAttribute(name, String(value));
    svg.append(rect);
  }
  return svg;
}
