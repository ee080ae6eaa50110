/** @file In which words the student's page tells a reason. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonWords } from "../../../student/panels/label_view.js";
import { speakEnglish } from "../../look/english.js";

speakEnglish("student");

test("beside a label a reason says that the head alone is read", () => {
  const words = "Your camera sees you from far below. Put it at eye height.";
  assert.equal(reasonWords("camera_low", "calibrating"), words);
  assert.equal(reasonWords("camera_low", "focused"), `Only where your head points is read now. ${words}`);
});
