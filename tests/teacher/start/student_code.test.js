/** @file Where a code that a student types on the start page leads to. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { studentAddress } from "../../../teacher/start/student_code.js";

test("a code leads to its room, however it was typed", () => {
  assert.equal(studentAddress("07qm4 f2p9h"), "/s#07QM4-F2P9H");
  assert.equal(studentAddress("https://school.example/s#07QM4-F2P9H"), "/s#07QM4-F2P9H");
});

test("no code leads to the students' page, which asks for one", () => {
  assert.equal(studentAddress("  "), "/s");
});

test("a mistyped code leads nowhere", () => {
  assert.equal(studentAddress("07QM4-F2P9J"), null);
  assert.equal(studentAddress("Ada"), null);
});
