/** @file The timeline: spans without gaps on each track, summed by state. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Timeline } from "../../../student/session/timeline.js";

test("a state lasts until the next one of its track, and the last until the end", () => {
  const timeline = new Timeline();
  timeline.mark("label", "focused", 10);
  timeline.mark("label", "focused", 15);
  timeline.mark("label", "away", 40);
  timeline.mark("label", "focused", 50);
  const rows = timeline.rows(70);
  assert.deepEqual(
    rows.map(({ state, seconds }) => [state, seconds]),
    [
      ["focused", 50],
      ["away", 10],
    ],
  );
  assert.deepEqual(rows[1]?.spans, [{ state: "away", from_s: 40, until_s: 50 }]);
  assert.equal(timeline.began_s, 10);
});

test("what the student pressed runs beside the labels, from press to press", () => {
  const timeline = new Timeline();
  timeline.mark("label", "self", 0);
  timeline.mark("lost", "lost", 5);
  timeline.mark("lost", null, 8);
  timeline.mark("lost", null, 9);
  timeline.mark("hand", "hand", 9);
  assert.deepEqual(
    timeline.rows(10).map(({ state, seconds }) => [state, seconds]),
    [
      ["self", 10],
      ["lost", 3],
      ["hand", 1],
    ],
  );
});

test("a lesson without a label has no rows", () => {
  assert.deepEqual(new Timeline().rows(5), []);
});
