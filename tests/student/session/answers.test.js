/** @file An answer is kept until the relay has taken it, and said again once for each time its question is told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Answering } from "../../../student/session/answers.js";
import { Facts } from "../../../student/session/facts.js";
import { recall } from "../../../student/session/saved_session.js";

/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const TAKEN = /** @type {Acknowledgement} */ ({ ok: true });
const NOT_RUNNING = /** @type {Acknowledgement} */ ({ ok: false, error: "not_running", message: "" });

/** @param {Acknowledgement[]} replies */
function page(...replies) {
  const saved = recall("no storage here");
  const facts = new Facts(saved, (change) => Object.assign(saved, change));
  /** @type {number[][]} */
  const sent = [];
  const state = { isIn: true };
  const line = {
    online: true,
    send: async (/** @type {string} */ _event, /** @type {any} */ { choice, seq, at }) => {
      sent.push([choice, seq, at]);
      return replies.shift() ?? TAKEN;
    },
  };
  return { answering: new Answering({ line, facts, isIn: () => state.isIn }), facts, sent, state };
}

test("what was taken is not said again", async () => {
  const { answering, facts, sent } = page();
  await answering.say(facts.answer("p1", 1, 10));
  await answering.again("p1");
  assert.deepEqual(sent, [[1, 1, 10]]);
});

test("what was not taken is said again once each time, under a new number", async () => {
  const { answering, facts, sent } = page(NOT_RUNNING, NOT_RUNNING);
  await answering.say(facts.answer("p1", 1, 10));
  await Promise.all([answering.again("p1"), answering.again("p1")]);
  await answering.again("p1");
  await answering.again("p1");
  assert.deepEqual(sent, [
    [1, 1, 10],
    [1, 2, 10],
    [1, 3, 10],
  ]);
});

test("who waits at the door says nothing, and says it when the question is told inside", async () => {
  const { answering, facts, sent, state } = page();
  state.isIn = false;
  await answering.say(facts.answer("p1", 0, 10));
  assert.deepEqual(sent, []);
  state.isIn = true;
  await answering.again("p1");
  assert.deepEqual(sent, [[0, 2, 10]]);
});
