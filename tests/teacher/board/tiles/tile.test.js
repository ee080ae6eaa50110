/** @file Tile: the badges of what a student asks for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, newStudent } from "../../../../classroom/student.js";
import { badgesOf } from "../../../../teacher/board/tiles/tile.js";
import { speakEnglish } from "../../../look/english.js";

speakEnglish("look", "teacher");

test("every call has its badge", () => {
  const label = { ...labelOf(newStudent("ada_0001")), hand: true, lost: true };
  const badges = badgesOf({ ...label, alerts: ["no_face", "gaze_away"] });
  assert.deepEqual(
    badges.map(({ words }) => words),
    ["No face in the picture", "Looking away for long", "Hand raised", "Says: I’m lost"],
  );
});
