/** @file The class index: every expected value is worked out beside it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { classIndex, isMeasurable, meanOfStudents, wilson } from "../../../classroom/timeline/class_index.js";

/**
 * @param {number} value
 * @param {number} expected
 */
function near(value, expected) {
  assert.ok(Math.abs(value - expected) < 1e-6, `${value} is not ${expected}`);
}

test("Wilson's interval of none or all of n leaves z²/(n + z²) open", () => {
  // z² = 3.841459; with none the formula becomes [0, z²/(n + z²)]: 3.841459 / 8.841459 = 0.434482.
  const { low, high } = wilson(0, 5);
  near(low, 0);
  near(high, 0.4344825);
  near(wilson(5, 5).low, 1 - 0.4344825);
  near(wilson(5, 5).high, 1);
});

test("Wilson's interval of a half lies evenly about a half", () => {
  // For 5 of 10: half width = z sqrt(.25/10 + z²/400) / (1 + z²/10)
  //   = 1.959964 * sqrt(.025 + .00960365) / 1.3841459 = 1.959964 * .1860206 / 1.3841459 = .2634073.
  const { low, high } = wilson(5, 10);
  near(low, 0.5 - 0.2634073);
  near(high, 0.5 + 0.2634073);
});

test("the share is of the measurable, the coverage of those present", () => {
  const index = classIndex({ focused: 6, measurable: 8, present: 10 });
  near(index?.share ?? 0, 0.75);
  near(index?.coverage ?? 0, 0.8);
});

test("four measurable students have no index, five have", () => {
  assert.equal(classIndex({ focused: 4, measurable: 4, present: 4 }), null);
  assert.notEqual(classIndex({ focused: 5, measurable: 5, present: 5 }), null);
});

test("less than half of the class measurable has no index, half has", () => {
  assert.equal(classIndex({ focused: 5, measurable: 9, present: 19 }), null);
  assert.notEqual(classIndex({ focused: 5, measurable: 9, present: 18 }), null);
});

test("an empty class has no index", () => {
  assert.equal(classIndex({ focused: 0, measurable: 0, present: 0 }), null);
});

test("who is away from the camera is measured; whom the camera cannot tell is not", () => {
  assert.equal(isMeasurable("absent"), true);
  for (const state of /** @type {const} */ ([
    "unknown",
    "calibrating",
    "paused",
    "self",
    "present",
    "offline",
  ]))
    assert.equal(isMeasurable(state), false, state);
});

test("each student counts once in the mean, however long they were measured", () => {
  // Four students focused all of 100 s, one focused none of 1 s: (4 * 1 + 0) / 5 = .8; pooled it would be 400 / 401.
  const long = { focused: 100, measurable: 100, present: 100 };
  near(meanOfStudents([long, long, long, long, { focused: 0, measurable: 1, present: 1 }]) ?? 0, 0.8);
});

test("the mean is hidden below five measured students and below half of the time measured", () => {
  const whole = { focused: 10, measurable: 10, present: 10 };
  const never = { focused: 0, measurable: 0, present: 10 };
  const five = [whole, whole, whole, whole, whole];
  assert.equal(meanOfStudents(five.slice(1)), null);
  assert.equal(meanOfStudents([...five, never, never, never, never, never]), 1);
  assert.equal(meanOfStudents([...five, never, never, never, never, never, never]), null);
});
