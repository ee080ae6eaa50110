/** @file The shape of each state, so that no state is told by its colour alone. */

import { STATE_NAMES, STATES } from "../protocol/states.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Path data in a box of 24; `solid` is filled, the rest is drawn with a stroke.
 * @type {Record<string, {path: string, solid: boolean}>}
 */
const SHAPES = {
  ...Object.fromEntries(STATE_NAMES.map((state) => [state, STATES[state].shape])),
  lost: { path: "M12 1L23 12L12 23L1 12z", solid: true },
  hand: { path: "M12 22V4M5 11l7-8l7 8", solid: false },
  alert: { path: "M8 1h8l7 7v8l-7 7H8l-7-7V8z", solid: true },
  offline: { path: "M5 5l14 14M19 5L5 19", solid: false },
};

/**
 * Draw the shape of a state; it takes the colour of the state around it and is silent to screen readers.
 * @param {string} state
 * @returns {SVGSVGElement}
 */
export function shapeOf(state) {
  const { path, solid } = SHAPES[state] ?? /** @type {{path: string, solid: boolean}} */ (SHAPES.unknown);
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  for (const [name, value] of Object.entries({ class: "shape", viewBox: "0 0 24 24", "aria-hidden": "true" }))
    svg.setAttribute(name, value);
  const style = solid
    ? { fill: "currentColor" }
    : {
        fill: "none",
        stroke: "currentColor",
        "stroke-width": "3",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      };
  for (const [name, value] of Object.entries({ d: path, ...style })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}
