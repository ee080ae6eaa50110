/** @file The shape of each state, so that no state is told by its colour alone. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Path data in a box of 24; `solid` is filled, the rest is drawn with a stroke.
 * @type {Record<string, {path: string, solid: boolean}>}
 */
const SHAPES = {
  focused: { path: "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z", solid: true },
  neutral: { path: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", solid: false },
  present: { path: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM8 12l3 3l5-6", solid: false },
  confused: { path: "M12 2L23 21H1z", solid: true },
  drowsy: { path: "M15 3a9.5 9.5 0 1 0 6 13a8 8 0 0 1-6-13z", solid: true },
  away: { path: "M3 12h17M13 5l7 7l-7 7", solid: false },
  down: { path: "M12 3v17M5 13l7 7l7-7", solid: false },
  absent: { path: "M5 5h14v14H5z", solid: false },
  unknown: { path: "M8 9a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.2-1.5 2.3M12 19v.5", solid: false },
  calibrating: { path: "M12 3a9 9 0 1 1-9 9", solid: false },
  paused: { path: "M6 4h4v16H6zM14 4h4v16h-4z", solid: true },
  self: { path: "M4 5h16v11H11l-5 4v-4H4z", solid: false },
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
