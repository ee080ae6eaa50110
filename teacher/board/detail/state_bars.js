/** @file State bars: one student's last minutes as an SVG timeline, a bar a state. */

import { STATES } from "../../../protocol/states.js";

/** @typedef {import("../../../classroom/timeline/class_index.js").ShownState} ShownState */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 900;
const HEIGHT = 24;
/** How high the tile's own `offline` stands; a state's height is its own, so that it is told by more than its colour. */
const LOWEST = 0.15;

/**
 * The newest at the right edge, oldest first.
 * @param {{state: ShownState, ms: number}[]} stretches
 * @param {number} shownMs what the whole width stands for
 */
export function stateBars(stretches, shownMs) {
  let x = WIDTH - stretches.reduce((sum, { ms }) => sum + ms, 0) * (WIDTH / shownMs);
  return stretches.map(({ state, ms }) => {
    const width = ms * (WIDTH / shownMs);
    const bar = barAt(x, width, state);
    x += width;
    return bar;
  });
}

/**
 * @param {number} x
 * @param {number} width
 * @param {ShownState} state
 */
function barAt(x, width, state) {
  const height = (state === "offline" ? LOWEST : STATES[state].height) * HEIGHT;
  const bar = document.createElementNS(SVG, "rect");
  const attributes = { x, width, y: HEIGHT - height, height, "data-state": state };
  for (const [name, value] of Object.entries(attributes)) bar.setAttribute(name, String(value));
  return bar;
}
