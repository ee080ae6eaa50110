/** @file Curve steps: shares with their interval where people were measured, and one step where fewer than five watched. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { curveData, highestOf } from "../../../../library/pages/curve/curve_plot.js";
import { curveSteps, stepAt } from "../../../../library/pages/curve/steps.js";

const curve = {
  bin_ms: 5000,
  bins: 6,
  sums: {
    first: [10, 0, 0, 5, 0, 0],
    again: [5, 0, 0, 0, 0, 0],
    lost: [2, 0, 0, 0, 0, 0],
    focused: [6, 0, 0, 0, 0, 0],
    confused: [2, 0, 0, 0, 0, 0],
  },
};

test("neighbours that fewer than five have watched are one step, and all others a step a bin", () => {
  const steps = curveSteps(curve, "labels").map(({ from_s, to_s, counts }) => [from_s, to_s, counts?.first]);
  assert.deepEqual(steps, [
    [0, 5, 10],
    [5, 15, undefined],
    [15, 20, 5],
    [20, 30, undefined],
  ]);
});

test("lost counts for a hundred of those who saw it, and a share of those measured has its interval and coverage", () => {
  const [step] = curveSteps(curve, "labels");
  const counts = step?.counts;
  assert.equal(counts?.per_100, 20);
  assert.equal(counts?.measured, 8);
  assert.equal(counts?.coverage, 0.8);
  assert.equal(counts?.told?.share, 0.75);
  assert.ok((counts?.told?.low ?? 1) < 0.75 && (counts?.told?.high ?? 0) > 0.75);
  assert.deepEqual(counts?.states, [
    { state: "focused", count: 6 },
    { state: "confused", count: 2 },
  ]);
});

test("nobody measured is no share of nought, and a course without cameras has none at all", () => {
  assert.equal(curveSteps(curve, "labels")[2]?.counts?.told, null);
  assert.equal(curveSteps(curve, "self")[0]?.counts?.told, null);
});

test("whatever is drawn stays in its row, and what is not known is not drawn", () => {
  const steps = curveSteps(curve, "labels");
  assert.equal(highestOf(steps).seen, 15);
  const rows = /** @type {const} */ (["seen", "lost", "states", "share"]);
  const [times, ...series] = curveData(steps, rows);
  assert.deepEqual(times, [0, 5, 15, 20, 30]);
  assert.equal(series.length, 2 + 1 + 6 + 4);
  for (const [index, ground] of [3, 3, 2, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0].entries()) {
    const values = series[index] ?? [];
    assert.equal(values[1], null);
    for (const value of values)
      assert.ok(value === null || value === undefined || (value >= ground && value < ground + 1));
  }
});

test("a time is in the step that holds it, and one beyond the end in the last", () => {
  const steps = curveSteps(curve, "labels");
  assert.deepEqual(
    [0, 4.9, 5, 14, 99].map((time_s) => stepAt(steps, time_s)),
    [0, 0, 1, 1, 3],
  );
});
