/** @file Filter: which students the teacher wants to see just now. */

import { NEED_ORDER, needOf } from "./need.js";

/** @typedef {"all" | "need" | "pinned"} Shown */
/** @typedef {{shown: Shown, search: string}} Filter */
/** @typedef {{name: string, label: import("../../../classroom/student.js").Label, pinned: boolean}} Seen */

/** From here on `NEED_ORDER` names nobody whom a teacher could help by looking. */
const AT_EASE = NEED_ORDER.indexOf("down");

/**
 * @param {Filter} wish
 * @param {Seen} student
 */
export function matches({ shown, search }, { name, label, pinned }) {
  if (!fold(name).includes(fold(search.trim()))) return false;
  if (shown === "pinned") return pinned;
  return shown === "all" || needOf(label) < AT_EASE;
}

/**
 * Case and accents do not count in a search: few can type every name of their class.
 * @param {string} text
 */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
