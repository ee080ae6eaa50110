/** @file Board views: the whole board, a board that looks on, and the dock, by the link that opened them. */

import { ForgetfulWriter } from "../pretend/writer.js";
import { Board } from "./board.js";
import { beDark } from "./dock/dark.js";
import { WatchingConnection } from "./watching/connection.js";

/** @typedef {import("../token.js").TeacherKey} TeacherKey */
/** @typedef {import("../token.js").BoardView} BoardView */
/** @typedef {import("./board.js").Parts} Parts */
/** @typedef {import("../saved_lessons/writer.js").LessonWriter} LessonWriter */

/**
 * @param {TeacherKey} key
 * @param {BoardView} view
 * @param {import("./board.js").Parts} [parts] in place of what role and view give it
 */
export function newBoard(key, view, parts = partsOf(key, view)) {
  document.body.classList.toggle("watching", key.role === "watcher");
  document.body.classList.toggle("dock", view === "dock");
  if (view === "dock") beDark(document);
  return new Board(key, parts);
}

/**
 * A board that looks on, or is one of two on a desk, leaves nothing on the device.
 * @param {TeacherKey} key
 * @param {BoardView} view
 * @returns {Parts}
 */
function partsOf({ role, token }, view) {
  const writer = /** @type {LessonWriter} */ (/** @type {unknown} */ (new ForgetfulWriter()));
  if (role === "watcher") return { connect: (options) => new WatchingConnection(options, token), writer };
  return view === "dock" ? { writer } : {};
}
