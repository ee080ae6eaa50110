/** @file A pressed pace counts less and less, and is let go when it counts nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PACE_FADES_MS } from "../../../protocol/messages.js";
import { standingPace, weightOf } from "../../../student/session/pace.js";

const PRESSED = { pace: /** @type {const} */ ("slower"), paceAt: 1000 };

test("a press weighs 1 when it is made, a half at half time, and nothing at the end", () => {
  const weights = [0, PACE_FADES_MS / 2, PACE_FADES_MS].map((ms) => weightOf(PRESSED, 1000 + ms));
  assert.deepEqual(weights, [1, 0.5, 0]);
});

test("a press from a clock that was set back weighs no more than 1", () => {
  assert.equal(weightOf(PRESSED, 0), 1);
});

test("a press that has faded stands no more, and none never stood", () => {
  assert.equal(standingPace(PRESSED, 1000 + PACE_FADES_MS - 1), "slower");
  assert.equal(standingPace(PRESSED, 1000 + PACE_FADES_MS), null);
  assert.equal(standingPace({ pace: null, paceAt: 1000 }, 1000), null);
});
