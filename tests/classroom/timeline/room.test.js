/** @file The room's counts over a lesson: in order, with gaps where nobody counted, and drawn as interrupted lines. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathOf } from "../../../classroom/chart/room_curve.js";
import { RoomTimeline, SILENT_MS } from "../../../classroom/timeline/room.js";

/**
 * @param {number} at
 * @param {number | null} seen
 * @returns {import("../../../classroom/notes.js").Note}
 */
const counted = (at, seen) => ({
  kind: "room",
  at,
  seen,
  towards: null,
  away: null,
  down: null,
  unclear: null,
});

/** @param {import("../../../classroom/notes.js").Note[]} notes */
function timelineOf(...notes) {
  const timeline = new RoomTimeline();
  for (const note of notes) timeline.apply(note);
  return timeline;
}

test("a count that two boards kept stands once, and other notes are none", () => {
  const closed = /** @type {const} */ ({ kind: "closed", at: 3 });
  const timeline = timelineOf(counted(1, 5), counted(1, 5), counted(2, 7), closed, counted(1, 9));
  assert.deepEqual(
    timeline.counts.map(({ at, seen }) => [at, seen]),
    [
      [1, 5],
      [2, 7],
    ],
  );
  assert.equal(timeline.most, 7);
  assert.equal(timeline.latest?.seen, 7);
});

test("a moment has the count before it, and none where nobody counted", () => {
  const timeline = timelineOf(counted(1000, 5), counted(6000, 6), counted(200_000, 8));
  assert.equal(timeline.at(999), null);
  assert.equal(timeline.at(5999)?.seen, 5);
  assert.equal(timeline.at(6000 + SILENT_MS)?.seen, 6);
  assert.equal(timeline.at(6001 + SILENT_MS), null);
  assert.equal(timeline.at(200_001)?.seen, 8);
  assert.equal(new RoomTimeline().at(0), null);
});

test("the line is as high as there are heads, and interrupted where nothing was told", () => {
  const { counts } = timelineOf(counted(0, 10), counted(5000, 5), counted(10_000, null), counted(15_000, 10));
  assert.equal(pathOf(counts, "seen", 20_000), "M0.0 0.0h.1L250.0 50.0M750.0 0.0h.1");
  assert.equal(pathOf(counts, "towards", 20_000), "");
  assert.equal(pathOf([], "seen", 0), "");
});
