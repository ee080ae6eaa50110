/** @file What a board is missing: told once, one question at a time, and no further than the relay takes it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Facts } from "../../../student/session/facts.js";
import { Journal } from "../../../student/session/journal.js";
import { Resync } from "../../../student/session/resync.js";
import { recall } from "../../../student/session/saved_session.js";

/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const TAKEN = /** @type {Acknowledgement} */ ({ ok: true });
const refused = (/** @type {string} */ error) => ({ ok: /** @type {const} */ (false), error, message: "" });

/**
 * A page with 500 transitions, which is three messages, and one answer.
 * @param {(message: number) => Acknowledgement | Promise<Acknowledgement>} reply
 */
function page(reply) {
  const journal = new Journal(0);
  for (let at = 1; at <= 500; at += 1)
    journal.write({ state: at % 2 === 0 ? "focused" : "away", cues: [], alerts: [] }, at);
  const saved = recall("no storage here");
  const facts = new Facts(saved, (change) => Object.assign(saved, change));
  facts.answer("p1", 0, 10);
  /** @type {{reports: {seq: number}[], answers?: unknown[]}[]} */
  const sent = [];
  const line = {
    online: true,
    send: async (/** @type {string} */ _event, /** @type {any} */ payload) => {
      sent.push(payload);
      return reply(sent.length);
    },
  };
  const firsts = () => sent.map(({ reports, answers }) => reports[0]?.seq ?? answers?.length);
  return { resync: new Resync({ line, journal, facts }), firsts };
}

test("everything after a number is told, and the answers behind it", async () => {
  const { resync, firsts } = page(() => TAKEN);
  await resync.answer(100);
  assert.deepEqual(firsts(), [101, 301, 1]);
});

test("what the relay does not allow is not told over and over", async () => {
  const { resync, firsts } = page(() => refused("not_allowed"));
  await resync.answer(0);
  assert.deepEqual(firsts(), [1]);
});

test("what came too fast is told again in a moment, and nothing is left out", async () => {
  const { resync, firsts } = page((message) => (message === 2 ? refused("too_fast") : TAKEN));
  await resync.answer(0);
  assert.deepEqual(firsts(), [1, 201, 201, 401, 1]);
});

test("a newer question is answered together with the rest of the one before it", async () => {
  /** @type {(answer: Acknowledgement) => void} */
  let take = () => {};
  const held = new Promise((/** @type {(answer: Acknowledgement) => void} */ resolve) => {
    take = resolve;
  });
  const { resync, firsts } = page((message) => (message === 1 ? held : TAKEN));
  const first = resync.answer(0);
  const second = resync.answer(300);
  take(TAKEN);
  await Promise.all([first, second]);
  assert.deepEqual(firsts(), [1, 1, 201, 401, 1]);
});
