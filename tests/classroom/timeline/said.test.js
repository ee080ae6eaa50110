/** @file The lesson as students said it: lost, pace, hands and answers in columns of five seconds. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { COLUMN_MS } from "../../../classroom/timeline/columns.js";
import { SAID, SaidTimeline } from "../../../classroom/timeline/said.js";

const START_MS = 1000 * COLUMN_MS;
const FIVE_MINUTES_MS = 300_000;

/** @param {number} column counted from the start */
const at = (column) => START_MS + column * COLUMN_MS;

/**
 * @param {string} student
 * @param {number} seq
 * @param {number} column
 * @param {{hand?: boolean, lost?: boolean, pace?: import("../../../protocol/messages.js").Pace}} facts
 * @returns {import("../../../protocol/messages.js").StatusRow}
 */
function status(student, seq, column, { hand = false, lost = false, pace = null }) {
  const time = at(column);
  return [student, seq, time, hand, lost, pace, hand ? time : null, lost ? time : null, pace ? time : null];
}

/**
 * @param {SaidTimeline} timeline
 * @param {typeof SAID[number]} what
 * @param {number} last
 */
const row = (timeline, what, last) => timeline.read(at(last), START_MS).map(({ said }) => said[what]);

test("hands and lost count from when they were pressed until they were taken back, each student once", () => {
  const timeline = new SaidTimeline();
  timeline.addNews({
    statuses: [status("ada", 1, 1, { lost: true }), status("ben", 1, 2, { lost: true, hand: true })],
  });
  timeline.addNews({ statuses: [status("ada", 2, 3, {})] });
  assert.deepEqual(row(timeline, "lost", 4), [0, 1, 2, 1, 1]);
  assert.deepEqual(row(timeline, "hands", 4), [0, 0, 1, 1, 1]);
});

test("news in any order gives the same picture", () => {
  const rows = [
    status("ada", 1, 1, { lost: true }),
    status("ada", 2, 3, {}),
    status("ben", 1, 2, { lost: true }),
  ];
  const [forth, back] = [new SaidTimeline(), new SaidTimeline()];
  forth.addNews({ statuses: rows });
  for (const one of rows.toReversed()) back.addNews({ statuses: [one] });
  assert.deepEqual(forth.read(at(5), START_MS), back.read(at(5), START_MS));
});

test("who leaves is not lost any more, and is again when they are back", () => {
  const timeline = new SaidTimeline();
  timeline.addNews({ presence: [["ada", "Ada", "joined", at(0)]] });
  timeline.addNews({ statuses: [status("ada", 1, 1, { lost: true })] });
  timeline.addNews({
    presence: [
      ["ada", "Ada", "left", at(2)],
      ["ada", "Ada", "joined", at(4)],
    ],
  });
  assert.deepEqual(row(timeline, "lost", 5), [0, 1, 0, 0, 1, 1]);
});

test("a pace fades after five minutes, unless it was pressed again", () => {
  const timeline = new SaidTimeline();
  const columns = FIVE_MINUTES_MS / COLUMN_MS;
  timeline.addNews({ statuses: [status("ada", 1, 0, { pace: "slower" })] });
  assert.deepEqual(row(timeline, "slower", columns).slice(-2), [1, 0]);
  timeline.addNews({ statuses: [status("ada", 2, 10, { pace: "slower" })] });
  assert.equal(row(timeline, "slower", columns).at(-1), 1);
  assert.equal(row(timeline, "slower", columns + 10).at(-1), 0);
});

test("an answer counts in the column in which it was pressed, and a gap is a gap", () => {
  const timeline = new SaidTimeline();
  timeline.apply({
    kind: "answered",
    at: at(4),
    rows: [
      ["ada", "q", 0, 1, at(1)],
      ["ben", "q", 1],
    ],
  });
  timeline.apply({ kind: "away", since: at(2), at: at(3) });
  assert.deepEqual(row(timeline, "answers", 4), [0, 1, 0, 0, 1]);
  assert.deepEqual(
    timeline.read(at(4), START_MS).map(({ gap }) => gap ?? false),
    [false, false, true, false, false],
  );
});

test("where nobody says anything there is a picture of nothing, from when the board looked", () => {
  const columns = new SaidTimeline().read(at(2), START_MS);
  assert.deepEqual(
    columns.map(({ said }) => SAID.every((what) => said[what] === 0)),
    [true, true, true],
  );
});
