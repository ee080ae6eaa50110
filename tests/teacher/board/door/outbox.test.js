/** @file Telling what was pressed at the door: at once, or as soon as there is a line; and everything at each new one. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Door } from "../../../../teacher/board/door/door.js";
import { DoorOutbox } from "../../../../teacher/board/door/outbox.js";

/** @typedef {import("../../../../protocol/messages.js").DoorMessage} DoorMessage */
/** @typedef {import("../../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const TAKEN = /** @type {Acknowledgement} */ ({ ok: true });
const TOO_FAST = /** @type {Acknowledgement} */ ({ ok: false, error: "too_fast", message: "" });

function board(/** @type {() => Acknowledgement} */ reply = () => TAKEN) {
  const door = new Door();
  const line = { online: true };
  /** @type {DoorMessage[]} */
  const sent = [];
  const telling = new DoorOutbox({
    door,
    online: () => line.online,
    send: async (message) => {
      sent.push(message);
      return reply();
    },
  });
  const press = (/** @type {DoorMessage} */ word) => {
    door.apply(word);
    telling.add(word);
  };
  return { line, telling, sent, press };
}

test("what is pressed is told at once", async () => {
  const { telling, sent, press } = board();
  press({ lock: { locked: true, at: 5 } });
  press({ seats: [["ada", "removed", 6]] });
  assert.deepEqual(sent, [{ lock: { locked: true, at: 5 } }, { seats: [["ada", "removed", 6]] }]);
  assert.equal(telling.isPending, false);
});

test("what is pressed without a line waits for it, and only the last word is told", () => {
  const { line, telling, sent, press } = board();
  line.online = false;
  press({ seats: [["ada", "removed", 6]] });
  press({ seats: [["ada", "admitted", 7]] });
  assert.deepEqual([sent, telling.isPending], [[], true]);
  line.online = true;
  telling.resendAll();
  assert.deepEqual([sent, telling.isPending], [[{ seats: [["ada", "admitted", 7]] }], false]);
});

test("at each connection everything is told again", () => {
  const { telling, sent, press } = board();
  press({ lock: { locked: true, at: 5 }, seats: [["ada", "removed", 6]] });
  const before = sent.length;
  telling.resendAll();
  assert.deepEqual(sent.slice(before), [
    { lock: { locked: true, at: 5 } },
    { seats: [["ada", "removed", 6]] },
  ]);
});

test("what came too fast is told again in a moment", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const replies = [TOO_FAST, TAKEN];
  const { telling, sent, press } = board(() => replies.shift() ?? TAKEN);
  press({ seats: [["ada", "removed", 6]] });
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(telling.isPending, true);
  t.mock.timers.tick(1000);
  assert.deepEqual(sent.length, 2);
});
