/** @file The caller: seldom, out of sight alone, and from one board of several. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BETWEEN_CALLS_MS, Caller } from "../../../../teacher/board/calls/caller.js";
import { RaisedHands } from "../../../../teacher/board/calls/raised.js";

const ELSEWHERE = { wanted: true, hidden: true, lastSeen: true };

/** @param {Partial<typeof ELSEWHERE>} [where] */
function watched(where = {}) {
  const now = { ...ELSEWHERE, ...where, ms: 0 };
  /** @type {string[]} */
  const said = [];
  const caller = new Caller({
    isWanted: () => now.wanted,
    isHidden: () => now.hidden,
    isLastSeen: () => now.lastSeen,
    nowMs: () => now.ms,
    notify: (words) => said.push(words),
  });
  return { caller, now, said };
}

test("a teacher who looks elsewhere is called, and again two minutes later at the soonest", () => {
  const { caller, now, said } = watched();
  const lessonMs = [
    0,
    1000,
    BETWEEN_CALLS_MS - 1,
    BETWEEN_CALLS_MS,
    BETWEEN_CALLS_MS + 1,
    3 * BETWEEN_CALLS_MS,
  ];
  const called = lessonMs.map((ms) => {
    now.ms = ms;
    return caller.call(`at ${ms}`);
  });
  assert.deepEqual(called, [true, false, false, true, false, true]);
  assert.equal(said.length, 3);
});

test("nobody is called who did not ask for it, who sees the board, or whose other board was seen last", () => {
  for (const where of [{ wanted: false }, { hidden: false }, { lastSeen: false }]) {
    const { caller, said } = watched(where);
    assert.equal(caller.call("a hand"), false);
    assert.deepEqual(said, []);
  }
});

test("what was not called for counts for nothing: the next call comes at once", () => {
  const { caller, now, said } = watched({ hidden: false });
  caller.call("seen");
  now.hidden = true;
  assert.equal(caller.call("unseen"), true);
  assert.deepEqual(said, ["unseen"]);
});

/**
 * @param {string} id
 * @param {boolean} hand
 * @param {boolean} [online]
 */
const student = (id, hand, online = true) =>
  /** @type {import("../../../../teacher/board/calls/raised.js").Raiser} */ (
    /** @type {unknown} */ ({ id, online, status: { hand } })
  );

test("a hand is new once, and those that were up when the board opened are not", () => {
  const hands = new RaisedHands();
  assert.deepEqual(hands.update([student("ada", true)]), { count: 1, isNew: false });
  assert.deepEqual(hands.update([student("ada", true), student("ben", true)]), { count: 2, isNew: true });
  assert.deepEqual(hands.update([student("ada", true), student("ben", true)]), { count: 2, isNew: false });
  assert.deepEqual(hands.update([student("ada", false), student("ben", true)]), { count: 1, isNew: false });
  assert.deepEqual(hands.update([student("ada", true), student("ben", true)]), { count: 2, isNew: true });
});

test("the hand of somebody who has left is not up", () => {
  const hands = new RaisedHands();
  hands.update([]);
  assert.deepEqual(hands.update([student("ada", true, false)]), { count: 0, isNew: false });
});
