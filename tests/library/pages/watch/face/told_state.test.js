/** @file Told state: what leaves the device is what the policy lets through, and the example shows the very message. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleOf } from "../../../../../library/pages/watch/consent.js";
import { toldState } from "../../../../../library/pages/watch/face/told_state.js";
import { POLICY_NAMES } from "../../../../../protocol/policies.js";
import { STATE_NAMES } from "../../../../../protocol/states.js";

/** @typedef {import("../../../../../protocol/states.js").State} State */

const ATTENTION = /** @type {State[]} */ (["focused", "neutral", "confused", "drowsy", "down", "away"]);

/** @param {import("../../../../../protocol/policies.js").Policy} policy */
const allTold = (policy) =>
  new Set(STATE_NAMES.map((state) => toldState({ state, cues: ["brow_lowered"], alerts: [] }, policy)));

test("labels tell states, ask and presence whether somebody was there, and self nothing", () => {
  assert.deepEqual(allTold("self"), new Set([null]));
  for (const policy of /** @type {const} */ (["ask", "presence"]))
    assert.deepEqual(allTold(policy), new Set(["present", "absent", null]));
  const labels = allTold("labels");
  for (const state of ATTENTION) assert.ok(labels.has(state));
  for (const policy of POLICY_NAMES)
    for (const state of /** @type {State[]} */ (["unknown", "calibrating", "paused", "self"]))
      assert.equal(toldState({ state, cues: [], alerts: [] }, policy), null);
});

test("the example is a message of the course's policy", () => {
  assert.deepEqual(JSON.parse(exampleOf("labels")).runs, [
    [0, 8, "focused"],
    [8, 12, "confused"],
  ]);
  assert.deepEqual(JSON.parse(exampleOf("presence")).runs, [[0, 12, "present"]]);
  assert.deepEqual(JSON.parse(exampleOf("self")).runs, [[0, 12, null]]);
  assert.deepEqual(JSON.parse(exampleOf("ask")).marks, [[11, "lost"]]);
});
