/** @file The door's words: the newest holds, whoever says it, in whatever order it is heard. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { DOOR_CHUNK } from "../../../../protocol/messages.js";
import { Door, MOST_SEATS } from "../../../../teacher/board/door/door.js";

/** @typedef {import("../../../../protocol/messages.js").SeatRow} SeatRow */

test("of two words on the lock the newer holds, and of one moment the locking one", () => {
  const door = new Door();
  assert.equal(door.isLocked, false);
  assert.deepEqual(door.apply({ lock: { locked: true, at: 5 } }), { lock: { locked: true, at: 5 } });
  assert.equal(door.apply({ lock: { locked: false, at: 5 } }), null);
  assert.equal(door.apply({ lock: { locked: false, at: 4 } }), null);
  assert.equal(door.isLocked, true);
  door.apply({ lock: { locked: false, at: 6 } });
  assert.equal(door.isLocked, false);
});

test("of two words on a seat the newer holds, and of one moment the removing one", () => {
  const door = new Door();
  door.apply({ seats: [["ada", "admitted", 5]] });
  assert.deepEqual(door.apply({ seats: [["ada", "removed", 5]] }), { seats: [["ada", "removed", 5]] });
  assert.equal(door.apply({ seats: [["ada", "admitted", 5]] }), null);
  assert.equal(door.decisionOn("ada"), "removed");
  door.apply({ seats: [["ada", "admitted", 6]] });
  assert.deepEqual([door.decisionOn("ada"), door.decisionOn("ben")], ["admitted", null]);
});

test("what a relay knows that has heard nothing changes nothing", () => {
  assert.equal(new Door().apply({ lock: null, seats: [] }), null);
});

test("who was removed stands in the order of removing, the latest first", () => {
  const door = new Door();
  door.apply({
    seats: [
      ["ada", "removed", 5],
      ["ben", "removed", 7],
      ["cem", "admitted", 8],
    ],
  });
  assert.deepEqual([door.removed, door.admitted], [["ben", "ada"], ["cem"]]);
});

test("a word said now is newer than the one before it, though the relay's clock was set back", () => {
  const door = new Door();
  door.apply({ lock: { locked: true, at: 9000 }, seats: [["ada", "removed", 8000]] });
  assert.equal(door.timeFor(100, []), 9001);
  assert.equal(door.timeFor(100, ["ada", "ben"]), 8001);
  assert.equal(door.timeFor(9500, ["ada"]), 9500);
});

test("everything is told in messages that the relay takes", () => {
  const door = new Door();
  assert.deepEqual(door.messages(), []);
  /** @type {SeatRow[]} */
  const seats = Array.from({ length: DOOR_CHUNK + 1 }, (_, at) => [`s${at}`, "removed", at]);
  door.apply({ lock: { locked: true, at: 5 }, seats });
  const messages = door.messages();
  assert.deepEqual(messages[0], { lock: { locked: true, at: 5 } });
  assert.deepEqual(
    messages.map((message) => message.seats?.length),
    [undefined, DOOR_CHUNK, 1],
  );
  const part = door.messages({ lock: false, students: ["s1", "unknown"] });
  assert.deepEqual(part, [{ seats: [["s1", "removed", 1]] }]);
});

test("of more seats than a relay remembers the oldest words are forgotten", () => {
  const door = new Door();
  door.apply({ seats: Array.from({ length: MOST_SEATS }, (_, at) => [`s${at}`, "removed", at + 1]) });
  door.apply({ seats: [["new", "removed", MOST_SEATS + 1]] });
  assert.deepEqual(
    [door.decisionOn("s0"), door.decisionOn("s1"), door.decisionOn("new")],
    [null, "removed", "removed"],
  );
});
