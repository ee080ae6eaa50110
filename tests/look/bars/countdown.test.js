/** @file A countdown shows each second once, and stands at 0:00 when the time is up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, secondsLeft } from "../../../look/bars/countdown.js";

test("a second that has begun counts whole, and no time is left after the end", () => {
  assert.deepEqual(
    [60_000, 59_999, 59_001, 1, 0, -5000].map((left) => secondsLeft(100_000 + left, 100_000)),
    [60, 60, 60, 1, 0, 0],
  );
});

test("a clock has two digits for the seconds and as many as it takes for the minutes", () => {
  assert.deepEqual([0, 5, 65, 300, 6000].map(clockText), ["0:00", "0:05", "1:05", "5:00", "100:00"]);
});
