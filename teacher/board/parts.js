/** @file The parts of the board that load after its first paint. */

import { late } from "../../protocol/lazy_import.js";
import { DoorPanel } from "./door/panel.js";
import { Removing } from "./door/removing.js";
import { Detail } from "./finding/detail.js";
import { Finder } from "./finding/finder.js";
import { FloatingStrip } from "./floating/floating.js";
import { Help } from "./help/help.js";
import { HintPanel } from "./hint/panel.js";
import { QuestionPanel } from "./questions/panel.js";
import { Strip } from "./strip/strip.js";

const alertPanel = late(() => import("./proctoring/panel.js"));

/**
 * @param {import("./board.js").Board} board
 * @param {import("../../protocol/lazy_import.js").OnLost} onLost
 * @returns {Promise<import("./board.js").Part[]>}
 */
export async function newParts(board, onLost) {
  return [
    ...(board.proctoring ? await proctoringParts(board, onLost) : []),
    new Strip(document, board),
    new HintPanel(document, board.view.announcements),
    new Finder(document, board),
    new Detail(document, board, new Removing(document, board)),
    new DoorPanel(document, board),
    new QuestionPanel(document, board),
    new FloatingStrip(document, board),
    new Help(document),
  ];
}

/**
 * What only a proctored room has, no other room loads.
 * @param {import("./board.js").Board} board
 * @param {import("../../protocol/lazy_import.js").OnLost} onLost
 */
async function proctoringParts(board, onLost) {
  const { AlertPanel } = await alertPanel(onLost);
  return [new AlertPanel(document, board)];
}
