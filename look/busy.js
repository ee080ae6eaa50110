/** @file Busy indicator: a button, or a place, says that what it opens is still being loaded. */

import { text } from "./text.js";

/**
 * @param {HTMLElement} element the button that opens the part, or the place it is for, which says that it is waited for
 * @returns {import("../protocol/lazy_import.js").OnLost}
 */
export function saidBy(element) {
  const words = element.textContent;
  return (lost) => {
    element.setAttribute("aria-busy", String(lost));
    element.textContent = lost ? text("late.waiting") : words;
  };
}
