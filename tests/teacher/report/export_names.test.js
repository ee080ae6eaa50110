/** @file Who is who in a file. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { exportNames } from "../../../teacher/report/export_names.js";

/** @param {(string | null)[]} names of the students a, b, c ... */
const class_ = (...names) => names.map((name, index) => ({ id: "abcdef"[index] ?? "", name }));

/** @param {ReturnType<typeof class_>} students */
const named = (students) => students.map(({ id }) => exportNames(students, true)(id));

test("two students of one name can be told apart", () => {
  assert.deepEqual(named(class_("Mia", "Ben", "Mia", "Mia (2)")), ["Mia", "Ben", "Mia (2)", "Mia (2) (2)"]);
});

test("without names every student has another pseudonym, and no name is in the file", () => {
  const students = class_("Mia", "Mia", null);
  const names = students.map(({ id }) => exportNames(students, false)(id));
  assert.equal(new Set(names).size, 3);
  assert.ok(!names.some((name) => name.includes("Mia")));
});

test("who gave no name has the pseudonym of the board", () => {
  const students = class_(null, "Ada");
  assert.equal(named(students)[0], exportNames(students, false)("a"));
});
