/** @file Quick checks and the pace: who is counted, and for how long. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PACE_FADES_MS as FADES_MS } from "../../../protocol/messages.js";
import { Latecomers } from "../../../teacher/questions/latecomers.js";
import { sumPace } from "../../../teacher/questions/pace_sum.js";
import { Questions } from "../../../teacher/questions/questions.js";
import { Tally } from "../../../teacher/questions/tally.js";

const PROMPT = { id: "abcd1234", text: "Clear?", choices: ["got it", "so-so", "lost"] };

/**
 * @param {string} student
 * @param {string} prompt
 * @param {number} choice
 * @returns {import("../../../protocol/messages.js").AnswerRow}
 */
const row = (student, prompt, choice) => [student, prompt, choice];

test("each student's last answer counts, once", () => {
  const tally = new Tally(PROMPT);
  const first = [row("ada", "abcd1234", 0), row("ben", "abcd1234", 2)];
  tally.update(first, 1000);
  tally.update([row("ada", "abcd1234", 2)], 2000);
  assert.deepEqual(
    tally.read().map(({ count, share }) => [count, share]),
    [
      [0, 0],
      [0, 0],
      [2, 1],
    ],
  );
});

test("answers to another question, or to a choice there is not, count nowhere", () => {
  const tally = new Tally(PROMPT);
  tally.update([row("ada", "other000", 0), row("ben", "abcd1234", 4)], 1000);
  assert.equal(tally.answered, 0);
  assert.deepEqual(
    tally.read().map(({ share }) => share),
    [0, 0, 0],
  );
});

test("a press fades over five minutes, and who has left is not counted", () => {
  const press = (/** @type {number} */ at, online = true) => ({
    online,
    paceSince: at,
    status: { seq: 1, at, hand: false, lost: false, pace: /** @type {const} */ ("slower") },
  });
  // Pressed now: 1. Half of the five minutes ago: a half. Five minutes ago and before: nothing.
  const students = [press(FADES_MS), press(FADES_MS / 2), press(0), press(FADES_MS, false)];
  assert.deepEqual(sumPace(students, FADES_MS), { slower: 1.5, fine: 0, faster: 0 });
});

test("a question runs until it is ended or the next one is asked, and its answers stay", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "answered", at: 2000, rows: [row("ada", "abcd1234", 2)] },
  ]);
  assert.equal(questions.running?.tally.prompt.id, "abcd1234");
  questions.update({ kind: "asked", at: 3000, prompt: { ...PROMPT, id: "beef5678" } });
  assert.equal(questions.running?.tally.prompt.id, "beef5678");
  questions.update({ kind: "ended", at: 4000, prompt: "beef5678" });
  assert.equal(questions.running, null);
  assert.deepEqual(
    questions.list.map(({ askedAt, endedAt, tally }) => [askedAt, endedAt, tally.answered]),
    [
      [1000, 3000, 1],
      [3000, 4000, 0],
    ],
  );
});

test("a question does not outlive its room", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "closed", at: 2000 },
  ]);
  assert.equal(questions.running, null);
  assert.equal(questions.list[0]?.endedAt, 2000);
});

test("who comes late is asked in messages of 300, and again where the relay had too much", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {number[]} */
  const sent = [];
  const latecomers = new Latecomers({
    running: () => PROMPT,
    send: async ({ to }) => {
      sent.push(to.length);
      return sent.length === 1 ? { ok: false, error: "too_fast", message: "" } : { ok: true };
    },
  });
  latecomers.update(Array.from({ length: 301 }, (_, index) => `student${index}`));
  for (let turn = 0; turn < 4; turn += 1) {
    context.mock.timers.tick(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(sent, [300, 1, 300]);
});

test("nobody is asked late where no question runs", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const latecomers = new Latecomers({ running: () => null, send: () => assert.fail("asked") });
  latecomers.update(["ada"]);
  context.mock.timers.tick(10_000);
});
