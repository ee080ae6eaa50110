/** @file What students said, out of the statuses that boards have kept. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { statusEvents } from "../../classroom/status_history.js";

/** @typedef {import("../../protocol/messages.js").StatusRow} StatusRow */

/**
 * @param {StatusRow} row
 * @param {number[]} times of hand, lost and pace
 */
const withTimes = (row, ...times) => /** @type {StatusRow} */ (/** @type {unknown} */ ([...row, ...times]));

test("a fact is told once, when it changes", () => {
  assert.deepEqual(
    statusEvents([
      ["a", 1, 1000, true, false, null],
      ["b", 1, 1500, false, true, null],
      ["a", 2, 2000, true, false, "slower"],
      ["a", 3, 3000, false, false, "slower"],
      ["a", 4, 4000, false, false, null],
    ]),
    [
      { student: "a", at: 1000, said: "hand_up" },
      { student: "b", at: 1500, said: "lost" },
      { student: "a", at: 2000, said: "pace_slower" },
      { student: "a", at: 3000, said: "hand_down" },
      { student: "a", at: 4000, said: "pace_none" },
    ],
  );
});

test("what two boards kept counts once, in whatever order each wrote it", () => {
  /** @type {StatusRow[]} */
  const rows = [
    ["a", 1, 1000, true, false, null],
    ["a", 2, 2000, false, false, null],
  ];
  assert.equal(statusEvents([...rows, ...rows]).length, 2);
});

test("a page that tells when each fact was pressed is believed, and a pace pressed again is told again", () => {
  const rows = [
    withTimes(["a", 1, 9000, true, false, "fine"], 1000, 0, 2000),
    withTimes(["a", 2, 10_000, true, false, "fine"], 1000, 0, 9500),
  ];
  assert.deepEqual(statusEvents(rows), [
    { student: "a", at: 1000, said: "hand_up" },
    { student: "a", at: 2000, said: "pace_fine" },
    { student: "a", at: 9500, said: "pace_fine" },
  ]);
});

test("a time that cannot be is replaced by that of the message", () => {
  const row = withTimes(["a", 1, 9000, true, false, null], Number.MAX_SAFE_INTEGER);
  assert.deepEqual(statusEvents([row]), [{ student: "a", at: 9000, said: "hand_up" }]);
});
