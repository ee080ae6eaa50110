/** @file The words of cues: of the wire's own, and of those that lessons of an earlier version were kept with. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { cueWords } from "../../look/words.js";
import { speakEnglish } from "./english.js";

speakEnglish("look");

test("a group of reasons says what is to be mended", () => {
  assert.equal(cueWords("light"), "too little light");
});

test("a lesson that was kept with reasons in place of groups is read with the words of their groups", () => {
  const former = /** @type {import("../../protocol/messages.js").Cue[]} */ (
    /** @type {string[]} */ (["low_light", "face_cut", "face_small"])
  );
  assert.deepEqual(
    former.map(cueWords),
    ["light", "face", "face"].map((cue) => cueWords(/** @type {any} */ (cue))),
  );
});
