/** @file Room course: the heads that a camera on the audience counted, as the report's own picture and table. */

import { roomCurve } from "../../classroom/chart/room_curve.js";
import { RoomTimeline } from "../../classroom/timeline/room.js";
import { byRole, setText } from "../../look/dom.js";
import { text } from "../text.js";
import { localTime, utcTime } from "./times.js";

/** @typedef {import("../../classroom/notes.js").Note} Note */

/**
 * @param {readonly Note[]} notes
 * @returns {RoomTimeline}
 */
export function roomOf(notes) {
  const timeline = new RoomTimeline();
  for (const note of notes) timeline.apply(note);
  return timeline;
}

/** @param {RoomTimeline} timeline */
export function showRoomCourse({ counts, most, latest }) {
  byRole(document, "room-box").hidden = most === 0;
  if (most === 0) return;
  const curve = roomCurve(counts, latest?.at ?? 0, text("room.over"));
  byRole(document, "room-curve").replaceChildren(curve);
  setText(byRole(document, "room-most"), text("room.most", { count: most }));
}

/**
 * @param {readonly Note[]} notes
 * @returns {import("../csv.js").Row[]} one a count; empty cells are what was not told
 */
export function roomRows(notes) {
  return roomOf(notes).counts.map(({ at, ...heads }) => ({
    time: utcTime(at),
    ...heads,
    local_time: localTime(at),
  }));
}
