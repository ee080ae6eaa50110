/** @file Rooms to go back to: kept in this browser until they are over, closed or forgotten. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {Map<string, string>} */
const kept = new Map();
Object.assign(globalThis, {
  localStorage: {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  },
});
const { forgetRoom, knownRoom, knownRooms, rememberRoom } = await import("../../teacher/known_rooms.js");
const LATER = Date.now() + 3_600_000;

beforeEach(() => kept.clear());

test("a room is known with its key and its name, the newest first, and what is told later is added", () => {
  rememberRoom({ code: "A", token: "a.1.x", name: "Physics", openedAt: 1, expiresAt: LATER });
  rememberRoom({ code: "B", token: "b.1.x", openedAt: 2, expiresAt: LATER });
  rememberRoom({ code: "A", policy: "ask" });
  assert.deepEqual(
    knownRooms().map(({ code }) => code),
    ["B", "A"],
  );
  const { token, name, policy } = /** @type {NonNullable<ReturnType<typeof knownRoom>>} */ (knownRoom("A"));
  assert.deepEqual([token, name, policy], ["a.1.x", "Physics", "ask"]);
});

test("a room whose time is over is not known, and of the last that is forgotten nothing stays behind", () => {
  rememberRoom({ code: "A", token: "a", expiresAt: Date.now() - 1 });
  assert.deepEqual(knownRooms(), []);
  rememberRoom({ code: "B", token: "b", expiresAt: LATER });
  forgetRoom("B");
  assert.equal(knownRoom("B"), null);
  assert.equal(kept.size, 0);
});

test("what is no room of ours in the storage is left out", () => {
  for (const rooms of ["[]", '{"rooms": 3}', '{"rooms": [null, {}, {"code": 1}]}', "nonsense"]) {
    kept.set("readroom.rooms", rooms);
    assert.deepEqual(knownRooms(), []);
  }
});
