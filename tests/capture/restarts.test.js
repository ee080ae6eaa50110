/** @file A lost worker is started again, later each time, and not for ever. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Restarts } from "../../capture/restarts.js";

/** @param {number[]} lostAt_s */
function waits(lostAt_s) {
  const restarts = new Restarts();
  return lostAt_s.map((now_s) => restarts.delay(now_s));
}

test("each loss within five minutes waits longer than the one before, and the fourth is told", () => {
  assert.deepEqual(waits([0, 20, 60, 120]), [1, 4, 16, null]);
});

test("a loss an hour after the others is the first again", () => {
  assert.deepEqual(waits([0, 20, 60, 3600]), [1, 4, 16, 1]);
});
