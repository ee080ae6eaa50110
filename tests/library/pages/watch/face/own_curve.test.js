/** @file Own curve: neighbouring bins of one state are one stretch, and the state that lasted longest is the bin's. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { OwnCurve } from "../../../../../library/pages/watch/face/own_curve.js";

test("stretches lie in the order of the lesson, whatever the order of watching", () => {
  const curve = new OwnCurve(5);
  curve.add(10, "confused", 3000);
  curve.add(11, "focused", 1000);
  curve.add(0, "focused", 5000);
  curve.add(6, "focused", 5000);
  curve.add(30, "focused", 250);
  assert.deepEqual(curve.stretches(), [
    { state: "focused", from_s: 0, until_s: 10 },
    { state: "confused", from_s: 10, until_s: 15 },
    { state: "focused", from_s: 30, until_s: 35 },
  ]);
  assert.deepEqual(curve.rows(), [
    { state: "focused", seconds: 11 },
    { state: "confused", seconds: 3 },
  ]);
});

test("nothing measured is an empty curve", () => {
  assert.deepEqual(new OwnCurve(5).stretches(), []);
  assert.deepEqual(new OwnCurve(5).rows(), []);
});
