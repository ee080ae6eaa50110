/** @file How long a calibration still takes is told from its progress, and not told where that stands still. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { CalibrationTime } from "../../../student/panels/calibration_time.js";

/**
 * @param {CalibrationTime} time
 * @param {number} from_s
 * @param {number} until_s
 * @param {(t_s: number) => number} progress
 */
function told(time, from_s, until_s, progress) {
  const words = [];
  for (let t_s = from_s; t_s <= until_s; t_s += 0.5) words.push(time.update(progress(t_s), t_s));
  return words;
}

test("nothing is told before the growth of the progress can be", () => {
  assert.deepEqual(
    told(new CalibrationTime(), 0, 1, (t_s) => t_s / 15),
    [null, null, null],
  );
});

test("a steady calibration of fifteen seconds counts down in fives, and singly at the end", () => {
  const words = told(new CalibrationTime(), 0, 14.5, (t_s) => t_s / 15);
  const seconds = words.slice(3);
  assert.deepEqual([...new Set(seconds)], [15, 10, 5, 4, 3, 2, 1]);
});

test("one that takes twice as long says so", () => {
  assert.equal(told(new CalibrationTime(), 0, 11, (t_s) => t_s / 30).at(-1), 20);
});

test("one that stands still tells no time, and tells it again when it goes on", () => {
  const time = new CalibrationTime();
  told(time, 0, 5, (t_s) => t_s / 15);
  assert.equal(told(time, 5.5, 12, () => 5 / 15).at(-1), null);
  const again = told(time, 12.5, 18, (t_s) => 5 / 15 + (t_s - 12.5) / 15).at(-1);
  assert.equal(again, 5);
});

test("a calibration that begins anew is told from its own beginning", () => {
  const time = new CalibrationTime();
  told(time, 0, 10, (t_s) => t_s / 15);
  assert.equal(time.update(0, 10.5), null);
  assert.equal(time.update(null, 11), null);
});
