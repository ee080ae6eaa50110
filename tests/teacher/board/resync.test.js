/** @file How the board asks for what it is missing: gathered, in messages the relay accepts, again when it was too fast. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { SYNC_CHUNK } from "../../../protocol/messages.js";
import { Resync, syncMessages } from "../../../teacher/board/resync.js";

/** @typedef {import("../../../protocol/messages.js").SyncMessage} SyncMessage */
/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const GATHERED_MS = 200;
const REPEATED_MS = 1300;

/** @param {(count: number) => Acknowledgement} answer to the message of this number */
function listen(answer = () => ({ ok: true })) {
  /** @type {SyncMessage[]} */
  const sent = [];
  const asking = new Resync(async (message) => answer(sent.push(message)));
  return { sent, asking };
}

test("questions of one moment go out as one message", async () => {
  const { sent, asking } = listen();
  asking.request(new Map(), true);
  asking.request(new Map([["ada_0001", 4]]));
  asking.request(new Map([["ben_0002", 0]]));
  await pause(GATHERED_MS);
  assert.deepEqual(sent, [{ since: { ada_0001: 4, ben_0002: 0 }, rest: true }]);
});

test("no question, no message", async () => {
  const { sent, asking } = listen();
  asking.request(new Map());
  await pause(GATHERED_MS);
  assert.deepEqual(sent, []);
});

test("a question the relay found too fast is asked again, with the newer number where there is one", async () => {
  const { sent, asking } = listen((count) =>
    count === 1 ? { ok: false, error: "too_fast", message: "Wait." } : { ok: true },
  );
  asking.request(
    new Map([
      ["ada_0001", 1],
      ["ben_0002", 2],
    ]),
  );
  await pause(GATHERED_MS);
  asking.request(new Map([["ada_0001", 7]]));
  await pause(REPEATED_MS);
  assert.deepEqual(sent[1], { since: { ada_0001: 7, ben_0002: 2 }, rest: false });
  assert.equal(sent.length, 2);
});

test("no message names more students than the wire allows, and none is left out", () => {
  const entries = Array.from({ length: 2 * SYNC_CHUNK + 1 }, (_, index) => {
    return /** @type {[string, number]} */ ([`s${index}`, index]);
  });
  const messages = syncMessages(entries, true);
  assert.deepEqual(
    messages.map(({ since }) => Object.keys(since).length),
    [SYNC_CHUNK, SYNC_CHUNK, 1],
  );
  assert.deepEqual(
    messages.flatMap(({ since }) => Object.entries(since)),
    entries,
  );
  // Each would ask again for whoever only the others name.
  assert.ok(messages.every(({ rest }) => !rest));
});
