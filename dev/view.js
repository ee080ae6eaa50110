/** @file What the developer's page shows: state, cues, alerts and measures of the latest frame, and what was counted. */

import { element, setAttribute, setText } from "../look/dom.js";
import { shapeOf } from "../look/shapes.js";

/** @typedef {import("../signals/contract/report.js").Report} Report */

const MEASURE_DECIMALS = 3;
const TIME_DECIMALS = 1;

/** @returns {HTMLCanvasElement} a new one over the picture, for a worker that takes it for good */
export function freshCanvas() {
  const canvas = document.createElement("canvas");
  element("picture").querySelector("canvas")?.remove();
  element("picture").append(canvas);
  return canvas;
}

/** @param {string} text empty where there is nothing to say */
export function showMessage(text) {
  element("message").hidden = text === "";
  setText(element("message"), text);
}

/** @param {boolean} running */
export function showRunning(running) {
  element("live").hidden = false;
  setAttribute(element("live"), "data-running", String(running));
  for (const role of ["start-camera", "choose-file", "frames-per-second", "proctoring"])
    element(role).toggleAttribute("disabled", running);
  element("stop").toggleAttribute("disabled", !running);
}

/**
 * @param {number} frames
 * @param {number} duration_s
 */
export function showCount(frames, duration_s) {
  setText(element("frames"), String(frames));
  setText(element("time"), duration_s.toFixed(TIME_DECIMALS));
  setText(element("rate"), (duration_s > 0 ? (frames - 1) / duration_s : 0).toFixed(TIME_DECIMALS));
  element("save").toggleAttribute("disabled", frames === 0);
}

/** @param {Report} report */
export function showReport({ state, cues, alerts, measures }) {
  const live = element("live");
  if (live.dataset.state !== state) element("state-shape").replaceChildren(shapeOf(state));
  for (const [name, value] of Object.entries({ state, cues: cues.join(" "), alerts: alerts.join(" ") }))
    setAttribute(live, `data-${name}`, value);
  setText(element("state"), state);
  setText(element("cues"), cues.join(", ") || "none");
  setText(element("alerts"), alerts.join(", ") || "none");
  for (const [name, value] of Object.entries(measures)) setText(measureCell(name), written(value));
}

/** @param {string} name */
function measureCell(name) {
  const table = /** @type {HTMLTableSectionElement} */ (element("measures"));
  const known = table.querySelector(`[data-measure="${name}"]`);
  if (known !== null) return known;
  const row = table.insertRow();
  row.insertCell().textContent = name;
  const cell = row.insertCell();
  cell.dataset.measure = name;
  return cell;
}

/** @param {unknown} value */
function written(value) {
  if (value === null) return "–";
  return typeof value === "number" ? value.toFixed(MEASURE_DECIMALS) : String(value);
}

/**
 * Give the browser a file to keep where it keeps downloads.
 * @param {Blob} content
 * @param {string} name
 */
export function download(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
