/** @file The parts of the board that load after its first paint. */

import { HintPanel } from "./hint/panel.js";
import { Strip } from "./strip/strip.js";

/**
 * @param {import("./main.js").Board} board
 * @returns {import("./main.js").Part[]}
 */
export function newParts(board) {
  return [new Strip(document), new HintPanel(document, board.view.announcements)];
}
