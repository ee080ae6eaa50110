/** @file Since when a board without a line stands still, and when it doubts its line. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SILENT_MS, Staleness } from "../../../teacher/board/staleness.js";

/** A line to a relay whose clock is set by the test. */
function newLine() {
  const line = {
    ms: 1000,
    online: true,
    opened: 0,
    /** @type {import("../../../protocol/messages.js").Acknowledgement} */
    answer: { ok: true },
    now: () => line.ms,
    send: async () => line.answer,
    open: async () => {
      line.opened += 1;
    },
  };
  return line;
}

test("a line that breaks off is down from then on, until the board is back", () => {
  const line = newLine();
  const standstill = new Staleness(line);
  standstill.noteSignOfLife();
  line.ms = 5000;
  standstill.begin();
  line.ms = 9000;
  standstill.begin();
  assert.equal(standstill.sinceMs, 5000);
  assert.equal(standstill.end(), 5000);
  assert.equal(standstill.sinceMs, null);
});

test("a line that was silent had been down since it was last heard, as in a laptop that slept", () => {
  const line = newLine();
  const standstill = new Staleness(line);
  standstill.noteSignOfLife();
  line.ms += 3_600_000;
  standstill.begin();
  assert.equal(standstill.sinceMs, 1000);
});

test("a silent line is asked, and given up where nobody answers", async () => {
  const line = newLine();
  const standstill = new Staleness(line);
  standstill.noteSignOfLife();
  await standstill.check();
  line.answer = { ok: false, error: "offline", message: "" };
  await standstill.check();
  assert.equal(line.opened, 0, "it was heard a moment ago");
  line.ms += SILENT_MS + 1;
  await standstill.check();
  assert.equal(line.opened, 1);
});

test("a silent line that answers is heard", async () => {
  const line = newLine();
  const standstill = new Staleness(line);
  standstill.noteSignOfLife();
  line.ms += SILENT_MS + 1;
  await standstill.check();
  assert.equal(line.opened, 0);
  standstill.begin();
  assert.equal(standstill.sinceMs, line.ms);
});
