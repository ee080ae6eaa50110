/** @file Few moves, the right order, and an anchor that stays. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { longestInOrder } from "../../../../teacher/board/sorting/arrange.js";

test("what is in order already stays", () => {
  assert.equal(longestInOrder([0, 1, 2, 3], -1).size, 4);
});

test("one student who comes to the front is one move", () => {
  assert.deepEqual([...longestInOrder([3, 0, 1, 2], -1)].sort(), [1, 2, 3]);
});

test("one student who goes to the back is one move", () => {
  assert.deepEqual([...longestInOrder([1, 2, 3, 0], -1)].sort(), [0, 1, 2]);
});

test("the anchor stays even where that costs more moves", () => {
  // Wanted d a b c, now a b c d: alone d would move; as the anchor, d stays and the three others move.
  assert.deepEqual([...longestInOrder([3, 0, 1, 2], 0)], [0]);
});

test("who is not in the list yet is moved in", () => {
  assert.deepEqual([...longestInOrder([0, -1, 1], -1)].sort(), [0, 2]);
});

test("what stays is always in order, holds the anchor, and is as long as any such choice", () => {
  // Every order of five, against trying all 32 choices.
  for (const places of permutations([0, 1, 2, 3, 4]))
    for (const anchor of [-1, 0, 2, 4]) {
      const chosen = [...longestInOrder(places, anchor)].sort();
      assert.ok(isRising(chosen.map((index) => places[index] ?? 0)));
      assert.ok(anchor < 0 || chosen.includes(anchor));
      assert.equal(chosen.length, longest(places, anchor));
    }
});

/**
 * @param {number[]} items
 * @returns {number[][]}
 */
function permutations(items) {
  if (items.length < 2) return [items];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** @param {number[]} values */
function isRising(values) {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));
}

/**
 * @param {number[]} places
 * @param {number} anchor
 */
function longest(places, anchor) {
  let best = 0;
  for (let choice = 0; choice < 2 ** places.length; choice += 1) {
    const chosen = places.map((_, index) => index).filter((index) => (choice >> index) & 1);
    const holds = anchor < 0 || chosen.includes(anchor);
    if (holds && isRising(chosen.map((index) => places[index] ?? 0))) best = Math.max(best, chosen.length);
  }
  return best;
}
