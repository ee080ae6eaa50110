/** @file Areas that do not count: drawn from any corner, moved and resized within the picture. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, resized, spanned } from "../../../teacher/audience/areas.js";

test("an area is the same from whichever corner it is drawn", () => {
  assert.deepEqual(spanned([0.25, 0.75], [0.5, 0.25]), [0.25, 0.25, 0.25, 0.5]);
  assert.deepEqual(spanned([0.5, 0.25], [0.25, 0.75]), [0.25, 0.25, 0.25, 0.5]);
});

test("an area moves as far as the picture goes", () => {
  assert.deepEqual(moved([0.5, 0.5, 0.25, 0.25], 0.125, -0.125), [0.625, 0.375, 0.25, 0.25]);
  assert.deepEqual(moved([0.5, 0.5, 0.25, 0.25], 1, -1), [0.75, 0, 0.25, 0.25]);
});

test("an area grows to the picture's edge and never shrinks to nothing", () => {
  assert.deepEqual(resized([0.5, 0.5, 0.25, 0.25], 1, 0.125), [0.5, 0.5, 0.5, 0.375]);
  const [, , width, height] = resized([0.5, 0.5, 0.25, 0.25], -1, -1);
  assert.ok(width > 0 && height > 0);
});
