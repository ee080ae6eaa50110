/** @file A question to one student: told to that student alone, and its answer counted nowhere else. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { PrivateQuestions } from "../../../../teacher/board/detail/private_questions.js";

const PROMPT = { id: "q1", text: "Do you want help?", choices: ["Yes", "No"] };

function asked() {
  /** @type {[string, any][]} */
  const sent = [];
  const connection = {
    now: () => 1000,
    send: async (/** @type {string} */ event, /** @type {any} */ payload) => {
      sent.push([event, payload]);
      return { ok: /** @type {const} */ (true) };
    },
  };
  return { sent, questions: new PrivateQuestions(/** @type {any} */ (connection)) };
}

test("it goes to this student, its answer is theirs, and other answers pass", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sent, questions } = asked();
  assert.equal(await questions.ask("ada", PROMPT), null);
  assert.deepEqual(sent, [["prompt", { ...PROMPT, at: 1000, alone: true, to: ["ada"] }]]);
  assert.equal(questions.answerOf("ada"), null);
  const others = questions.take([
    ["ada", "q1", 1, 1, 2000],
    ["ada", "class", 0, 2, 2000],
    ["ben", "q1", 0, 1, 2000],
  ]);
  assert.deepEqual(others, [["ada", "class", 0, 2, 2000]]);
  assert.deepEqual(questions.answerOf("ada"), { words: "No", at: 2000 });
  assert.equal(questions.answerOf("ben"), null, "who was not asked has not answered");
  mock.timers.tick(5000);
  assert.deepEqual(sent.at(-1)?.[1], {
    ...PROMPT,
    at: 1000,
    alone: true,
    ended: true,
    ended_at: 1000,
    to: ["ada"],
  });
  mock.timers.reset();
});

test("a relay that may have forgotten is told which were asked, and nothing where none was", async () => {
  const { sent, questions } = asked();
  await questions.sendAsked();
  assert.deepEqual(sent, []);
  await questions.ask("ada", PROMPT);
  await questions.sendAsked();
  assert.deepEqual(sent.at(-1), ["asked", { questions: [["q1", null]] }]);
});

test("what was not asked is not waited for", async () => {
  const refusal = { ok: /** @type {const} */ (false), error: "offline", message: "" };
  const questions = new PrivateQuestions(/** @type {any} */ ({ now: () => 0, send: async () => refusal }));
  assert.equal(await questions.ask("ada", PROMPT), refusal);
  assert.equal(questions.find("ada"), null);
});

test("what goes to many is one message, asked about once, and each of its answers is counted", async () => {
  const { sent, questions } = asked();
  const many = Array.from({ length: 301 }, (_, index) => `s${index}`);
  assert.equal(await questions.askMany(many, { ...PROMPT, href: "https://a.example" }), null);
  assert.deepEqual(
    sent.map(([, { to, href }]) => [to.length, href]),
    [
      [300, "https://a.example"],
      [1, "https://a.example"],
    ],
  );
  await questions.sendAsked();
  assert.deepEqual(sent.at(-1), ["asked", { questions: [["q1", null]] }]);
  mock.timers.enable({ apis: ["setTimeout"] });
  questions.take([
    ["s0", "q1", 0, 1, 2000],
    ["s1", "q1", 0, 1, 2000],
    ["s300", "q1", 1, 1, 2000],
  ]);
  assert.deepEqual(questions.tallyOf("q1"), {
    asked: 301,
    answers: [
      ["Yes", 2],
      ["No", 1],
    ],
  });
  mock.timers.reset();
});
