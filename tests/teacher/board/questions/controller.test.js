/** @file Asking, ending in time, showing and putting away: what is kept, what is told, and what other boards say. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { QuestionController } from "../../../../teacher/board/questions/controller.js";

/** @typedef {import("../../../../classroom/notes.js").Note} Note */
/** @typedef {import("../../../../protocol/messages.js").PromptMessage} PromptMessage */

const DRAFT = { text: "Clear?", choices: ["Yes", "No"], correct: null, seconds: null };
const PROMPT = { id: "p1", text: "Clear?", choices: ["Yes", "No"], at: 500 };
/** The tab's history entry, as a browser keeps it over a reload. */
const tab = { state: /** @type {unknown} */ (null) };

beforeEach(() => {
  tab.state = null;
  Object.assign(globalThis, {
    history: {
      get state() {
        return tab.state;
      },
      replaceState: (/** @type {unknown} */ state) => {
        tab.state = structuredClone(state);
      },
    },
  });
});

/** A controller on a line of its own, and what of it was kept and told. */
function newController({ anonymous = false } = {}) {
  /** @type {Note[]} */
  const notes = [];
  /** @type {PromptMessage[]} */
  const told = [];
  const line = { nowMs: 1000 };
  const controller = new QuestionController({
    code: "00000-00000",
    anonymous,
    connection: {
      online: true,
      now: () => line.nowMs,
      send: async (_event, message) => {
        told.push(/** @type {PromptMessage} */ (message));
        return { ok: true };
      },
    },
    note: (note) => {
      notes.push(note);
      controller.apply(note);
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { controller, notes, told, line, settled };
}

/** @param {QuestionController} controller */
const latest = (controller) =>
  /** @type {import("../../../../classroom/questions/questions.js").Question} */ (
    controller.questions.latest
  );

/**
 * @param {QuestionController} controller
 * @param {number} count of students, who all choose the first
 */
function answer(controller, count) {
  const { id } = latest(controller).tally.prompt;
  controller.receiveAnswers(Array.from({ length: count }, (_, index) => [`student${index}`, id, 0, 1, 1000]));
}

test("the class is asked without the right answer, which this board keeps", async () => {
  const { controller, told } = newController();
  await controller.ask({ ...DRAFT, correct: 1, seconds: 30 });
  const [{ id = "", ...asked } = {}] = told;
  assert.match(id, /^[0-9a-f]{8}$/);
  assert.deepEqual(asked, { text: "Clear?", choices: ["Yes", "No"], at: 1000, ends_at: 31_000 });
  assert.equal(latest(controller).correct, 1);
});

test("a question whose time is up is over, and one without a timer is not", async () => {
  const { controller, told, line, settled } = newController();
  await controller.ask({ ...DRAFT, seconds: 30 });
  line.nowMs = 30_999;
  controller.endInTime();
  assert.equal(latest(controller).endedAt, null);
  line.nowMs = 31_000;
  controller.endInTime();
  await settled();
  assert.deepEqual([told.at(-1)?.ended, told.at(-1)?.ended_at], [true, 31_000]);
  await controller.ask(DRAFT);
  line.nowMs = 9_000_000;
  controller.endInTime();
  assert.equal(latest(controller).endedAt, null);
});

test("results are shown once the question is over, with the right answer marked before or after, and late answers", async () => {
  const { controller, told, settled } = newController();
  await controller.ask(DRAFT);
  answer(controller, 2);
  controller.show(latest(controller));
  assert.equal(latest(controller).results, null);
  controller.end();
  controller.show(latest(controller));
  await settled();
  assert.deepEqual([told.at(-1)?.results, told.at(-1)?.correct], [[2, 0], null]);
  controller.mark(latest(controller), 0);
  await settled();
  assert.deepEqual([told.at(-1)?.results, told.at(-1)?.correct], [[2, 0], 0]);
  answer(controller, 3);
  await settled();
  assert.deepEqual([told.at(-1)?.results, told.at(-1)?.correct], [[3, 0], 0]);
});

test("a room without names shows no results of fewer than five answers", async () => {
  const { controller } = newController({ anonymous: true });
  await controller.ask(DRAFT);
  answer(controller, 4);
  controller.end();
  assert.equal(controller.mayShow(latest(controller)), false);
  controller.show(latest(controller));
  assert.equal(latest(controller).results, null);
  answer(controller, 5);
  controller.show(latest(controller));
  assert.deepEqual(latest(controller).results, [5, 0]);
  answer(controller, 6);
  assert.deepEqual(latest(controller).results, [5, 0]);
});

test("asked again, a question is another one with the same words, timer and right answer", async () => {
  const { controller, told, line } = newController();
  await controller.ask({ ...DRAFT, correct: 0, seconds: 60 });
  line.nowMs = 5000;
  await controller.askAgain(latest(controller));
  assert.notEqual(told[0]?.id, told[1]?.id);
  assert.deepEqual([told[1]?.text, told[1]?.ends_at], ["Clear?", 65_000]);
  assert.equal(latest(controller).correct, 0);
  assert.equal(controller.questions.list.length, 2);
});

test("what another board shows is known here, and results it did not show are its own", () => {
  const { controller } = newController();
  const shown = () => controller.questions.shown?.tally.prompt.id ?? "";
  controller.receive({ ...PROMPT, ended: true, ended_at: 800 });
  assert.equal(shown(), "");
  controller.receive({ ...PROMPT, id: "p2", at: 900 });
  controller.receive({
    ...PROMPT,
    id: "p2",
    at: 900,
    ended: true,
    ended_at: 950,
    results: [3, 2],
    correct: 1,
  });
  const { results, correct } = latest(controller);
  assert.deepEqual([results, correct], [[3, 2], 1]);
  assert.equal(shown(), "p2");
});

test("a reload brings back what was marked, shown and put away, where the disk keeps nothing", async () => {
  const { controller, line } = newController();
  await controller.ask({ ...DRAFT, correct: 1 });
  answer(controller, 1);
  controller.end();
  controller.show(latest(controller));
  line.nowMs = 2000;
  controller.putAway(latest(controller));
  const again = newController().controller;
  again.restore([]);
  const { correct, results, putAway, actedAt } = latest(again);
  assert.deepEqual([correct, results, putAway, actedAt], [1, [1, 0], true, 2000]);
});

test("whoever has answered and left still counts among those who were asked", async () => {
  const { controller } = newController();
  await controller.ask(DRAFT);
  answer(controller, 2);
  const students = new Map([
    ["student0", { online: false }],
    ["student1", { online: true }],
    ["somebody", { online: true }],
    ["gone0000", { online: false }],
  ]);
  assert.equal(controller.askedOf(latest(controller).tally, students), 3);
});
