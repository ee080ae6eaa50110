/** @file The parts of the board that load after its first paint. */

import { Detail } from "./finding/detail.js";
import { Finder } from "./finding/finder.js";
import { HintPanel } from "./hint/panel.js";
import { QuestionPanel } from "./questions/panel.js";
import { Strip } from "./strip/strip.js";

/**
 * @param {import("./main.js").Board} board
 * @returns {import("./main.js").Part[]}
 */
export function newParts(board) {
  return [
    new Strip(document, board.marks, (mark) => board.writer.mark(mark)),
    new HintPanel(document, board.view.announcements),
    new Finder(document, board),
    new Detail(document, board),
    new QuestionPanel(document, board),
  ];
}
