/** @file What projectors are told: counts alone, once a second at most, and again where somebody knows nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Questions } from "../../../../classroom/questions/questions.js";
import { Roster } from "../../../../classroom/roster.js";
import { Projection } from "../../../../teacher/board/projector/projection.js";
import { showMessage } from "../../../../teacher/board/projector/show_message.js";

/** @typedef {import("../../../../protocol/messages.js").ShowMessage} ShowMessage */

const PROMPT = { id: "abcd1234", text: "Clear?", choices: ["Yes", "No"], ends_at: 90_000 };
/** @type {ShowMessage} */
const NOTHING = {
  question: null,
  counts: null,
  correct: null,
  answered: 0,
  of: 0,
  pace: { slower: 0, fine: 0, faster: 0 },
  at: 0,
};

function newClass() {
  const roster = new Roster();
  roster.apply({
    presence: [
      ["student0", "Ada", "joined", 100],
      ["student1", "Ben", "joined", 100],
      ["student2", "Cem", "joined", 100],
      ["student2", "Cem", "left", 200],
    ],
  });
  roster.apply({ statuses: [["student0", 1, 300, true, true, "slower", 300, 300, 300]] });
  roster.apply({ reports: [["student1", 1, 300, "confused", ["brow_lowered"], []]] });
  return roster.students;
}

test("a running question is shown with how many have answered, and not with what", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "marked", at: 1000, prompt: PROMPT.id, correct: 1 },
    { kind: "answered", at: 1100, rows: [["student0", PROMPT.id, 1, 1, 1100]] },
  ]);
  assert.deepEqual(showMessage(questions, newClass().values(), 1200), {
    question: { id: PROMPT.id, text: "Clear?", choices: ["Yes", "No"], ended: false, ends_at: 90_000 },
    counts: null,
    correct: null,
    answered: 1,
    of: 2,
    pace: { slower: 1, fine: 0, faster: 0 },
    at: 1000,
  });
});

test("counts and the right answer are there once the class is shown them, until they are put away", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "marked", at: 1000, prompt: PROMPT.id, correct: 1 },
    { kind: "answered", at: 1100, rows: [["student0", PROMPT.id, 1, 1, 1100]] },
    { kind: "ended", at: 2000, prompt: PROMPT.id },
  ]);
  const shown = () => showMessage(questions, [], 3000);
  assert.deepEqual([shown().counts, shown().correct, shown().question?.ended], [null, null, true]);
  questions.apply({ kind: "shown", at: 2500, prompt: PROMPT.id, results: [0, 1] });
  assert.deepEqual([shown().counts, shown().correct, shown().answered, shown().at], [[0, 1], 1, 1, 2500]);
  questions.apply({ kind: "put_away", at: 2600, prompt: PROMPT.id });
  assert.deepEqual(shown(), { ...NOTHING, at: 2600 });
});

test("nothing of a student is in it: no name, no id, no label", () => {
  const questions = new Questions([{ kind: "asked", at: 1000, prompt: PROMPT }]);
  const told = JSON.stringify(showMessage(questions, newClass().values(), 1200));
  for (const word of ["Ada", "Ben", "Cem", "student", "confused", "brow"])
    assert.ok(!told.includes(word), word);
});

/**
 * A projection, what it told, and its time.
 * @param {import("node:test").TestContext} context
 */
function newProjection({ mock }) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const line = { online: true, ok: true, nowMs: 0 };
  mock.method(performance, "now", () => line.nowMs);
  /** @type {number[]} */
  const told = [];
  const projection = new Projection({
    online: () => line.online,
    send: async ({ of }) => {
      told.push(of);
      return line.ok ? { ok: true } : { ok: false, error: "too_fast", message: "" };
    },
  });
  const wait = async (/** @type {number} */ ms) => {
    line.nowMs += ms;
    mock.timers.tick(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { projection, told, line, wait };
}

test("the first word goes at once, and of what changes within a second the last", async (context) => {
  const { projection, told, wait } = newProjection(context);
  projection.update({ ...NOTHING, of: 1 });
  await wait(0);
  projection.update({ ...NOTHING, of: 2 });
  projection.update({ ...NOTHING, of: 3 });
  await wait(999);
  assert.deepEqual(told, [1]);
  await wait(1);
  assert.deepEqual(told, [1, 3]);
  projection.update({ ...NOTHING, of: 3 });
  await wait(5000);
  assert.deepEqual(told, [1, 3]);
});

test("a projector that opens is told what stands, and what did not arrive is told again", async (context) => {
  const { projection, told, line, wait } = newProjection(context);
  projection.repeat();
  await wait(2000);
  assert.deepEqual(told, []);
  projection.update({ ...NOTHING, of: 1 });
  await wait(1000);
  projection.repeat();
  await wait(1000);
  assert.deepEqual(told, [1, 1]);
  line.ok = false;
  projection.update({ ...NOTHING, of: 2 });
  await wait(1000);
  line.ok = true;
  projection.update({ ...NOTHING, of: 2 });
  await wait(1000);
  assert.deepEqual(told, [1, 1, 2, 2]);
});
