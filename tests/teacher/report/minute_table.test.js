/** @file The minutes of a room where no face is read: what was said in each. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { saidMinuteRows } from "../../../teacher/report/minute_table.js";

/**
 * @param {number} atMs
 * @param {Partial<Record<import("../../../classroom/timeline/said.js").Said, number>>} said
 */
const column = (atMs, said) => ({
  atMs,
  said: { lost: 0, slower: 0, faster: 0, hands: 0, answers: 0, ...said },
});

test("a minute shows the most that stood in it, and all answers that came", () => {
  const rows = [
    { time: "1970-01-01T00:01:00.000Z", here: 9, focused: 0 },
    { time: "1970-01-01T00:02:00.000Z", here: 8, focused: 0 },
  ];
  const said = [
    column(60_000, { lost: 1, answers: 2 }),
    column(65_000, { lost: 4, hands: 1, answers: 3 }),
    column(120_000, { slower: 2 }),
  ];
  assert.deepEqual(saidMinuteRows(rows, said), [
    { time: rows[0]?.time, here: 9, lost: 4, slower: 0, faster: 0, hands: 1, answers: 5 },
    { time: rows[1]?.time, here: 8, lost: 0, slower: 2, faster: 0, hands: 0, answers: 0 },
  ]);
});
