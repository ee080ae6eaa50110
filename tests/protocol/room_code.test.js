/** @file Room codes, in step with backend/rooms/codes.py by their shared vectors. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { RoomCodeError, readCourseCode, readRoomCode, roomCameraOf } from "../../protocol/room_code.js";

/** @typedef {{args: [string], returns?: {code: string}, raises?: string, room_camera?: string}} Step */

/** @type {{steps: Step[]}} */
const vectors = JSON.parse(readFileSync(new URL("../vectors/room_codes.json", import.meta.url), "utf8"));

for (const step of vectors.steps) {
  test(`${JSON.stringify(step.args[0])} reads as the shared vectors say`, () => {
    if (step.raises !== undefined) assert.equal(reasonOf(step.args[0]), step.raises);
    else {
      const room = readRoomCode(step.args[0]);
      assert.deepEqual(room, step.returns);
      assert.equal(roomCameraOf(room.code) ?? undefined, step.room_camera);
    }
  });
}

/**
 * @param {string} text
 * @returns {string} why the code is refused
 */
function reasonOf(text) {
  try {
    readRoomCode(text);
  } catch (error) {
    assert.ok(error instanceof RoomCodeError);
    return error.reason;
  }
  return assert.fail(`${text} was read as a room code`);
}

test("a course's code reads as the library's, and a room's does not", () => {
  assert.equal(readCourseCode("http://school.example/library/c#72qm4f2p91"), "72QM4-F2P91");
  assert.throws(() => readCourseCode("07QM4-F2P9H"), { reason: "room" });
  assert.throws(() => readCourseCode("73QM4-F2P9C"), { reason: "kind" });
});
