/** @file When a puzzled student is asked, and how each answer keeps the page quiet. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Puzzle } from "../../../student/session/ask_timing.js";

/**
 * @param {import("../../../student/session/ask_timing.js").Answer} answer to the question of second 0
 * @returns {Puzzle}
 */
function answered(answer) {
  const puzzle = new Puzzle(false);
  assert.equal(puzzle.update(true, 0), true);
  puzzle.answer(answer, 0);
  return puzzle;
}

test("who looks puzzled is asked, and whoever does not is left alone", () => {
  assert.equal(new Puzzle(false).update(false, 0), false);
  assert.equal(new Puzzle(false).update(true, 0), true);
});

test("the question stands while it is not answered, and fades half a minute after the puzzle", () => {
  const puzzle = new Puzzle(false);
  const stands = [
    [0, true],
    [20, false],
    [30, false],
    [31, false],
  ].map(([t_s, puzzled]) => puzzle.update(Boolean(puzzled), Number(t_s)));
  assert.deepEqual(stands, [true, true, true, false]);
});

for (const answer of /** @type {const} */ (["yes", "no"])) {
  test(`after a ${answer} another puzzle asks again, a minute later at the earliest`, () => {
    const puzzle = answered(answer);
    assert.equal(puzzle.update(true, 61), false, "still the same puzzle");
    puzzle.update(false, 62);
    assert.equal(puzzle.update(true, 63), true);
    const early = answered(answer);
    early.update(false, 10);
    assert.equal(early.update(true, 59), false);
  });
}

test("after a not now the same puzzle asks again in five minutes", () => {
  const puzzle = answered("later");
  assert.equal(puzzle.update(true, 299), false);
  assert.equal(puzzle.update(true, 300), true);
});

test("after a stop asking there is no further question", () => {
  const puzzle = answered("never");
  puzzle.update(false, 1000);
  assert.equal(puzzle.update(true, 5000), false);
  assert.equal(new Puzzle(true).update(true, 0), false);
});
