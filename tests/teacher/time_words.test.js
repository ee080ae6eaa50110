/** @file Durations in words. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { durationWords } from "../../teacher/time_words.js";
import { speakEnglish } from "../look/english.js";

speakEnglish("look", "teacher");

test("durations read as a person says them", () => {
  const seconds = [-3, 0, 59.9, 60, 3599, 3600, 3900];
  assert.deepEqual(
    seconds.map((s) => durationWords(s * 1000)),
    ["0 s", "0 s", "59 s", "1 min", "59 min", "1 h", "1 h 5 min"],
  );
});
