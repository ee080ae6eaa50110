/** @file The sender: a message goes again until it is answered, as the same one, and nothing goes twice as two. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Sender } from "../../../../library/pages/watch/sender.js";

/** @typedef {import("../../../../library/pages/watch/recorder.js").Delta} Delta */

/** @param {number} bin @returns {Delta} */
const delta = (bin) => ({ runs: [[bin, bin + 1, null]], again: [], marks: [] });

/**
 * @param {Delta[]} deltas
 * @param {{ok: boolean, error?: string}[]} answers
 */
function sending(deltas, answers) {
  /** @type {any[]} */
  const sent = [];
  let tickets = 0;
  const sender = new Sender({
    take: () => deltas.shift() ?? null,
    askTicket: async () => {
      tickets += 1;
      return { ok: true, ticket: `ticket ${tickets}` };
    },
    post: async (body, isLast) => {
      sent.push({ ...body, isLast });
      return answers.shift() ?? { ok: true };
    },
  });
  return { sender, sent };
}

test("messages are numbered, and nothing is sent where nothing is new", async () => {
  const { sender, sent } = sending([delta(0), delta(1)], []);
  for (let times = 0; times < 4; times += 1) await sender.send();
  assert.deepEqual(
    sent.map(({ ticket, seq, runs }) => [ticket, seq, runs[0][0]]),
    [
      ["ticket 1", 1, 0],
      ["ticket 1", 2, 1],
    ],
  );
});

for (const error of ["offline", "too_fast", "over_budget", "server_error"])
  test(`after ${error} the same message goes again under its number`, async () => {
    const { sender, sent } = sending([delta(0), delta(1)], [{ ok: false, error }]);
    for (let times = 0; times < 3; times += 1) await sender.send();
    assert.deepEqual(
      sent.map(({ seq, runs }) => [seq, runs[0][0]]),
      [
        [1, 0],
        [1, 0],
        [2, 1],
      ],
    );
  });

test("a ticket that is over is changed for another, and what it was to tell goes under that", async () => {
  const { sender, sent } = sending([delta(0)], [{ ok: false, error: "room_expired" }]);
  await sender.send();
  await sender.send();
  assert.deepEqual(
    sent.map(({ ticket, seq }) => [ticket, seq]),
    [
      ["ticket 1", 1],
      ["ticket 2", 1],
    ],
  );
});

test("what the library will never take is dropped", async () => {
  const { sender, sent } = sending([delta(0), delta(1)], [{ ok: false, error: "bad_message" }]);
  await sender.send();
  await sender.send();
  assert.deepEqual(
    sent.map(({ seq }) => seq),
    [1, 2],
  );
});

test("a page that goes away sends what waits as its last word, and none without a ticket", async () => {
  const { sender, sent } = sending([delta(0), delta(1)], []);
  sender.sendLast();
  assert.deepEqual(sent, []);
  await sender.send();
  sender.sendLast();
  assert.deepEqual(
    sent.map(({ seq, isLast }) => [seq, isLast]),
    [
      [1, false],
      [2, true],
    ],
  );
});
