/** @file Panel list: the panels of the board, which load after its first paint. */

import { late } from "../../protocol/lazy_import.js";
import { roomCameraOf } from "../../protocol/room_code.js";
import { BesidePanel } from "./beside/panel.js";
import { CallsPanel } from "./calls/panel.js";
import { ClapperPanel } from "./clapper/panel.js";
import { PrivateDialog } from "./detail/ask_dialog.js";
import { DetailPanel } from "./detail/panel.js";
import { DockPanel } from "./dock/panel.js";
import { DoorPanel } from "./door/panel.js";
import { RemoveDialog } from "./door/remove_dialog.js";
import { FinderPanel } from "./finder/panel.js";
import { FloatingPanel } from "./floating/panel.js";
import { HandsPanel } from "./hands/panel.js";
import { HelpPanel } from "./help/panel.js";
import { HintPanel } from "./hint/panel.js";
import { ProjectorPanel } from "./projector/panel.js";
import { QuestionPanel } from "./questions/panel.js";
import { ShelfPanel } from "./shelf/panel.js";
import { StripPanel } from "./strip/panel.js";

const alertPanel = late(() => import("./proctoring/panel.js"));
const roomPanel = late(() => import("./room/panel.js"));

/**
 * @param {import("./board.js").Board} board
 * @param {import("../../protocol/lazy_import.js").OnLost} onLost
 * @returns {Promise<import("./toolkit/panel.js").Panel[]>}
 */
export async function newPanels(board, onLost) {
  return [
    ...(board.proctoring ? await proctoringPanels(board, onLost) : []),
    ...(roomCameraOf(board.code) === null ? [] : await roomPanels(board, onLost)),
    new StripPanel(document, board),
    new HintPanel(document, board.view.announcements, (note) => board.note(note)),
    new FinderPanel(document, board),
    new DetailPanel(document, board, {
      removing: new RemoveDialog(document, board),
      asking: new PrivateDialog(document, board),
    }),
    new DoorPanel(document, board),
    new HandsPanel(document, board),
    new QuestionPanel(document, board),
    new ShelfPanel(document, board),
    new ProjectorPanel(document, board),
    new FloatingPanel(document, board),
    new BesidePanel(document, board),
    new CallsPanel(document),
    // A class that is only tried out is in nobody's recording.
    ...(board.code === "" ? [] : [new ClapperPanel(document, board)]),
    new HelpPanel(document),
  ];
}

/**
 * What a dock is as narrow for: counts, the pace and the hint, and no names.
 * @param {import("./board.js").Board} board
 * @returns {import("./toolkit/panel.js").Panel[]}
 */
export function newDockPanels(board) {
  return [
    new HintPanel(document, board.view.announcements),
    new CallsPanel(document),
    new DockPanel(document),
  ];
}

/**
 * What only a room with a camera on its audience has, no other room loads.
 * @param {import("./board.js").Board} board
 * @param {import("../../protocol/lazy_import.js").OnLost} onLost
 */
async function roomPanels(board, onLost) {
  const { RoomPanel } = await roomPanel(onLost);
  return [new RoomPanel(document, board)];
}

/**
 * What only a proctored room has, no other room loads.
 * @param {import("./board.js").Board} board
 * @param {import("../../protocol/lazy_import.js").OnLost} onLost
 */
async function proctoringPanels(board, onLost) {
  const { AlertPanel } = await alertPanel(onLost);
  return [new AlertPanel(document, board)];
}
