/** @file What is kept of a curve: the title and the markers that were chosen, and the words are what goes. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { curveWords, keptCurve } from "../../../../library/pages/keep/kept_curve.js";

/** @type {{call: string, steps: {args: [any]}[]}[]} */
const vectors = JSON.parse(readFileSync(new URL("../../../vectors/archive.json", import.meta.url), "utf8"));
const right = vectors.find(({ call }) => call === "refusal_of")?.steps[0]?.args[0];
/** @type {[number, string][]} */
const marks = [
  [1, "Anna asks"],
  [4, "Stacks"],
];

test("no marker is kept that was not chosen, and the title is the teacher's", () => {
  const kept = keptCurve({ ...right, marks }, { title: "Monday", marks: [1] });
  assert.deepEqual(kept, { ...right, title: "Monday", marks: [[4, "Stacks"]] });
  assert.deepEqual(keptCurve({ ...right, marks }, { title: "", marks: [] }).marks, []);
});

test("minutes of fewer than a library keeps are left out", () => {
  const minutes = [{ ...right.minutes[0], here: "5-9" }, null, { ...right.minutes[0], here: "10-14" }];
  const of = (/** @type {number} */ fewest) =>
    keptCurve({ ...right, minutes }, { title: "", marks: [], fewest }).minutes.map((minute) => minute?.here);
  assert.deepEqual(of(5), ["5-9", undefined, "10-14"]);
  assert.deepEqual(of(10), [undefined, undefined, "10-14"]);
  assert.deepEqual(of(12), [undefined, undefined, undefined]);
});

test("the words are the curve's JSON, a line a minute", () => {
  const words = curveWords({ ...right, marks });
  assert.deepEqual(JSON.parse(words), { ...right, marks });
  assert.equal(words.split("\n").filter((line) => line.startsWith('  {"here"')).length, right.minutes.length);
  assert.deepEqual(JSON.parse(curveWords(right)), right);
});
