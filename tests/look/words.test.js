/** @file Which cues are told in words: each with the label it explains. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { explains } from "../../look/words.js";

test("that somebody does not smile is told with the label it explains, and with no other", () => {
  assert.equal(explains("no_smile", "confused"), true);
  for (const state of /** @type {const} */ (["focused", "neutral", "away", "drowsy"]))
    assert.equal(explains("no_smile", state), false);
});

test("every other cue is told with every label", () => {
  assert.equal(explains("gaze_left", "away"), true);
  assert.equal(explains("brow_lowered", "neutral"), true);
});
