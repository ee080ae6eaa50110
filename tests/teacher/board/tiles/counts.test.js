/** @file Counts: in which chips a student counts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, newStudent } from "../../../../classroom/student.js";
import { STATE_NAMES } from "../../../../protocol/states.js";
import { countStates } from "../../../../teacher/board/tiles/counts.js";

test("a student counts in the state and in every call", () => {
  const label = { ...labelOf(newStudent("ada_0001")), hand: true, lost: true, alerts: ["no_face"] };
  const counts = countStates([/** @type {import("../../../../classroom/student.js").Label} */ (label)]);
  const counted = [...counts].filter(([, count]) => count > 0).map(([state]) => state);
  assert.deepEqual(counted.sort(), ["alert", "hand", "lost", "unknown"]);
});

test("who says to be lost is not counted as what a camera guesses", () => {
  const guessed = {
    ...labelOf(newStudent("ada_0001")),
    known: true,
    state: /** @type {const} */ ("focused"),
  };
  const counts = countStates([guessed, { ...guessed, lost: true }]);
  assert.deepEqual([counts.get("focused"), counts.get("lost")], [1, 1]);
});

test("every state has a count of its own", () => {
  const counts = countStates([]);
  for (const state of [...STATE_NAMES, "offline"])
    assert.equal(
      counts.get(/** @type {import("../../../../teacher/board/tiles/counts.js").Counted} */ (state)),
      0,
    );
});
