/** @file A connection that looks on: it joins as a watcher, and nothing that acts leaves the page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { WatchingConnection } from "../../../../teacher/board/watching/connection.js";

const connection = new WatchingConnection(
  { code: "00000-00000", auth: () => ({ role: "teacher", token: "teacher's" }), on: {}, onLine: () => {} },
  "w.token",
);

test("whatever the board would say it is, it joins as a watcher", () => {
  assert.deepEqual(connection.auth(), { role: "watcher", token: "w.token" });
});

test("what acts on the room is not even sent, and is no trouble that passes", async () => {
  for (const event of ["prompt", "asked", "lower", "door", "close", "show", "link"]) {
    const answer = await connection.send(event, {});
    assert.equal(answer.ok ? "" : answer.error, "not_teacher", event);
  }
});

test("to ask for what was missed, and for the time, is a connection's matter", async () => {
  for (const event of ["sync", "clock"]) {
    const answer = await connection.send(event, {});
    assert.equal(answer.ok ? "" : answer.error, "offline", event);
  }
});
