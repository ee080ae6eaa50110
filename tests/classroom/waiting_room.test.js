/** @file Who waits at the door is no student of the class until they are let in. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../classroom/roster.js";

/** @typedef {import("../../protocol/messages.js").PresenceRow} PresenceRow */

const told = (/** @type {PresenceRow[]} */ ...presence) => ({ presence });

test("who asks has no tile, is asked for nothing and stands in no journal", () => {
  const roster = new Roster();
  const { changed, ask, fresh } = roster.apply(told(["ada", "Ada", "asks", 5]));
  assert.deepEqual([changed.size, ask.size, fresh, roster.students.size], [0, 0, null, 0]);
  assert.deepEqual([...roster.waiting.values()], [{ id: "ada", name: "Ada" }]);
});

test("who asked and goes leaves nothing behind", () => {
  const roster = new Roster();
  roster.apply(told(["ada", "Ada", "asks", 5]));
  assert.equal(roster.apply(told(["ada", "Ada", "left", 6])).fresh, null);
  assert.deepEqual([roster.waiting.size, roster.students.size], [0, 0]);
});

test("who is let in is a student like any other", () => {
  const roster = new Roster();
  roster.apply(told(["ada", "Ada", "asks", 5]));
  const { changed, ask } = roster.apply(told(["ada", "Ada", "joined", 6]));
  assert.deepEqual([[...changed], [...ask], roster.waiting.size], [["ada"], [["ada", 0]], 0]);
});

test("who was in and is moved to the door has left, in the journal too, until they are in again", () => {
  const roster = new Roster();
  roster.apply(told(["ada", "Ada", "joined", 5]));
  const { changed, fresh } = roster.apply(told(["ada", "Ada", "asks", 7]));
  assert.deepEqual([[...changed], fresh], [["ada"], told(["ada", "Ada", "left", 7])]);
  assert.equal(roster.students.get("ada")?.online, false);
  roster.apply(told(["ada", "Ada", "joined", 9]));
  assert.equal(roster.students.get("ada")?.online, true);
});

test("who waits is told anew at each connection", () => {
  const roster = new Roster();
  roster.apply(told(["ada", "Ada", "asks", 5]));
  roster.apply({ allLeftAt: 7 });
  assert.equal(roster.waiting.size, 0);
});
