/** @file Frame rate: three tenths of a core, between five frames a second and one in three seconds. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { FrameRate } from "../../../capture/worker/frame_rate.js";

const BOUNDS = { leastMs: 200, mostMs: 3000 };

/** @param {number[]} taken */
function after(taken) {
  const rate = new FrameRate(BOUNDS);
  const costs = taken.map((tookMs) => rate.update(tookMs));
  return { everyMs: Math.round(rate.everyMs), share: costs.at(-1)?.share ?? 0 };
}

test("a quick machine keeps five frames a second and says how little it takes", () => {
  assert.deepEqual(after([20, 20, 20]), { everyMs: 200, share: 0.1 });
});

test("300 ms a frame come once a second, which is three tenths", () => {
  assert.deepEqual(after([300, 300, 300]), { everyMs: 1000, share: 0.3 });
});

test("no machine is slower than one frame in three seconds, and the share it takes then is told", () => {
  assert.deepEqual(after([1500, 1500, 1500]), { everyMs: 3000, share: 0.5 });
  assert.deepEqual(after([6000, 6000, 6000]), { everyMs: 3000, share: 1 });
});

test("one slow frame, such as the first, slows nothing that follows", () => {
  assert.equal(after([8000, 60]).everyMs, 200);
  assert.equal(after([60, 60, 8000, 60]).everyMs, 200);
});

test("a machine that gets busy is followed within three frames, and back", () => {
  assert.equal(after([60, 60, 60, 60, 60, 600, 600, 600]).everyMs, 2000);
  assert.equal(after([600, 600, 600, 600, 600, 60, 60, 60]).everyMs, 200);
});

test("where another sets the pace there is none to keep", () => {
  const rate = new FrameRate({ leastMs: 0, mostMs: 0 });
  rate.update(50);
  assert.equal(rate.everyMs, 0);
});
