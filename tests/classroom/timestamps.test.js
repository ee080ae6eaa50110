/** @file Times that cannot be. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { withValidAnswerTimes, withValidTimes } from "../../classroom/timestamps.js";

const NOW = Date.UTC(2026, 10, 28, 9);

/** @param {number} at */
const reported = (at) => withValidTimes({ reports: [["a", 1, at, "focused", [], []]] }, NOW);

test("a time of this lesson stays as it was told", () => {
  for (const at of [NOW, NOW + 500, NOW - 3_600_000])
    assert.deepEqual(reported(at), { reports: [["a", 1, at, "focused", [], []]] });
});

test("a time that cannot be becomes the time at which it came", () => {
  for (const at of [0, Number.MAX_SAFE_INTEGER, NOW + 3_600_000, Number.NaN])
    assert.deepEqual(reported(at), { reports: [["a", 1, NOW, "focused", [], []]] });
  assert.deepEqual(withValidTimes({ statuses: [["a", 1, 0, true, false, null]] }, NOW), {
    statuses: [["a", 1, NOW, true, false, null]],
  });
});

test("nobody is first in the queue of hands by a clock that cannot be", () => {
  assert.deepEqual(withValidTimes({ statuses: [["a", 1, NOW, true, false, null, 0, null, NOW - 5]] }, NOW), {
    statuses: [["a", 1, NOW, true, false, null, NOW, null, NOW - 5]],
  });
});

test("an answer has a time that can be, or none", () => {
  assert.deepEqual(
    withValidAnswerTimes(
      [
        ["a", "q1", 0, 3, 0],
        ["a", "q1", 0, 4, NOW - 5],
        ["a", "q1", 0],
      ],
      NOW,
    ),
    [
      ["a", "q1", 0, 3, NOW],
      ["a", "q1", 0, 4, NOW - 5],
      ["a", "q1", 0],
    ],
  );
});

test("what has no time of a student's browser is left alone", () => {
  const news = { allLeftAt: 5 };
  assert.equal(withValidTimes(news, NOW), news);
});
