/** @file What students said, summed up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { saidSummary } from "../../../teacher/report/said_summary.js";

test("presses and the students behind them are counted, and what was taken back is no word of its own", () => {
  /** @type {import("../../../classroom/status_history.js").StatusEvent[]} */
  const said = [
    { student: "a", at: 1, said: "hand_up" },
    { student: "a", at: 2, said: "hand_down" },
    { student: "a", at: 3, said: "hand_up" },
    { student: "b", at: 4, said: "lost" },
    { student: "b", at: 5, said: "pace_slower" },
    { student: "b", at: 6, said: "pace_none" },
  ];
  assert.deepEqual(saidSummary(said), [
    { kind: "hand_up", times: 2, students: 1 },
    { kind: "lost", times: 1, students: 1 },
    { kind: "pace_slower", times: 1, students: 1 },
  ]);
  assert.deepEqual(saidSummary([]), []);
});
