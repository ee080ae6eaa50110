/** @file The words for the camera's cost know when the signals can tell speech no longer. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { costWords, SPEECH_TOLD_S } from "../../../student/panels/words.js";
import { speakEnglish } from "../../look/english.js";

speakEnglish("student");

test("frames are too far apart for speech where the signals say so", () => {
  const parameters = JSON.parse(readFileSync("signals/parameters.json", "utf-8"));
  assert.equal(SPEECH_TOLD_S, parameters.speech_step_max_s.value);
});

test("slower frames than speech needs have a sentence of their own", () => {
  const usual = costWords({ every_s: SPEECH_TOLD_S, share: 0.3 });
  const slow = costWords({ every_s: SPEECH_TOLD_S + 0.1, share: 0.3 });
  assert.ok(slow.length > usual.length + 10);
});
