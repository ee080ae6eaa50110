/** @file Transitions go out in order, one at a time, and only while a teacher is there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Journal } from "../../../student/session/journal.js";
import { Reporting } from "../../../student/session/reporting.js";

/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const TAKEN = /** @type {Acknowledgement} */ ({ ok: true });
const OFFLINE = /** @type {Acknowledgement} */ ({ ok: false, error: "offline", message: "" });

/** A page whose line answers when the test says so. */
function page() {
  const journal = new Journal(0);
  /** @type {number[]} */
  const sent = [];
  /** @type {((answer: Acknowledgement) => void)[]} */
  const waiting = [];
  const line = {
    online: true,
    send: (/** @type {string} */ _event, /** @type {any} */ { seq }) => {
      sent.push(seq);
      return /** @type {Promise<Acknowledgement>} */ (new Promise((resolve) => waiting.push(resolve)));
    },
  };
  const answer = async (/** @type {Acknowledgement} */ word) => {
    waiting.shift()?.(word);
    await new Promise(setImmediate);
  };
  const write = (/** @type {"focused" | "away"} */ state) =>
    journal.write({ state, cues: [], alerts: [] }, 0);
  return { reporting: new Reporting({ line, journal }), line, sent, answer, write };
}

test("the next goes when the relay has taken the one before", async () => {
  const { reporting, sent, answer, write } = page();
  reporting.watched(1);
  write("focused");
  write("away");
  void reporting.send();
  void reporting.send();
  assert.deepEqual(sent, [1]);
  await answer(TAKEN);
  assert.deepEqual(sent, [1, 2]);
  await answer(TAKEN);
  assert.deepEqual(sent, [1, 2]);
});

test("nothing goes while nobody watches, and a board that comes asks for that itself", async () => {
  const { reporting, sent, write } = page();
  write("focused");
  void reporting.send();
  reporting.watched(1);
  assert.deepEqual(sent, []);
  write("away");
  void reporting.send();
  assert.deepEqual(sent, [2]);
});

test("what a broken line did not take goes again when somebody watches over a new one", async () => {
  const { reporting, line, sent, answer, write } = page();
  reporting.watched(1);
  write("focused");
  void reporting.send();
  line.online = false;
  await answer(OFFLINE);
  assert.deepEqual(sent, [1]);
  line.online = true;
  reporting.watched(1);
  assert.deepEqual(sent, [1, 1]);
});
