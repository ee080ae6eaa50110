/** @file When a puzzled student is asked, and how each answer keeps the page quiet. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { AskTiming } from "../../../student/session/ask_timing.js";

/**
 * @param {import("../../../student/session/ask_timing.js").Answer} answer to the question of second 0
 * @returns {AskTiming}
 */
function answered(answer) {
  const timing = new AskTiming(false);
  assert.equal(timing.update(true, 0), true);
  timing.answer(answer, 0);
  return timing;
}

test("who looks puzzled is asked, and whoever does not is left alone", () => {
  assert.equal(new AskTiming(false).update(false, 0), false);
  assert.equal(new AskTiming(false).update(true, 0), true);
});

test("the question stands while it is not answered, and fades half a minute after the puzzle", () => {
  const timing = new AskTiming(false);
  const stands = [
    [0, true],
    [20, false],
    [30, false],
    [31, false],
  ].map(([t_s, puzzled]) => timing.update(Boolean(puzzled), Number(t_s)));
  assert.deepEqual(stands, [true, true, true, false]);
});

for (const answer of /** @type {const} */ (["yes", "no"])) {
  test(`after a ${answer} another puzzle asks again, a minute later at the earliest`, () => {
    const timing = answered(answer);
    assert.equal(timing.update(true, 61), false, "still the same puzzle");
    timing.update(false, 62);
    assert.equal(timing.update(true, 63), true);
    const early = answered(answer);
    early.update(false, 10);
    assert.equal(early.update(true, 59), false);
  });
}

test("after a not now the same puzzle asks again in five minutes", () => {
  const timing = answered("later");
  assert.equal(timing.update(true, 299), false);
  assert.equal(timing.update(true, 300), true);
});

test("after a stop asking there is no further question", () => {
  const timing = answered("never");
  timing.update(false, 1000);
  assert.equal(timing.update(true, 5000), false);
  assert.equal(new AskTiming(true).update(true, 0), false);
});
