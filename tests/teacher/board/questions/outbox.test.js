/** @file Who is told of the latest question, and how long the board keeps at it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PromptOutbox } from "../../../../teacher/board/questions/outbox.js";

/** @typedef {import("../../../../protocol/messages.js").Acknowledgement} Acknowledgement */
/** @typedef {import("../../../../protocol/messages.js").PromptMessage & {to?: string[], boards?: true}} Sent */

const PROMPT = { id: "abcd1234", text: "Clear?", choices: ["yes", "no"], at: 1000 };
const REFUSED = /** @type {const} */ ({ ok: false, error: "too_fast", message: "" });

/**
 * A board that asked one question, a relay that gives these answers in turn and then accepts, and its time.
 * @param {import("node:test").TestContext} context
 * @param {Acknowledgement[]} answers
 */
function board({ mock }, answers = []) {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {{latest: import("../../../../protocol/messages.js").PromptMessage | null, online: boolean, sent: Sent[], wait: (seconds: number) => Promise<void>}} */
  const state = {
    latest: PROMPT,
    online: true,
    sent: [],
    wait: async (seconds) => {
      for (let second = 0; second < seconds; second += 1) {
        mock.timers.tick(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
  const telling = new PromptOutbox({
    latest: () => state.latest,
    online: () => state.online,
    send: async (message) => answers[state.sent.push(message) - 1] ?? { ok: true },
  });
  return { telling, state };
}

test("who comes is told in messages of 300, and again where the relay had too much", async (context) => {
  const { telling, state } = board(context, [REFUSED]);
  telling.addStudents(Array.from({ length: 301 }, (_, index) => `student${index}`));
  await state.wait(4);
  assert.deepEqual(
    state.sent.map(({ to }) => to?.length),
    [300, 1, 300],
  );
});

test("nobody is told where nothing was asked", async (context) => {
  const { telling, state } = board(context);
  state.latest = null;
  telling.addStudents(["ada"]);
  await state.wait(3);
  assert.deepEqual(state.sent, []);
});

test("who comes after the end is told that it is over", async (context) => {
  const { telling, state } = board(context);
  state.latest = { ...PROMPT, ended: true, ended_at: 2000 };
  telling.addStudents(["ada"]);
  await state.wait(2);
  assert.deepEqual(state.sent, [{ ...PROMPT, ended: true, ended_at: 2000, to: ["ada"] }]);
});

test("another board is told without any student", async (context) => {
  const { telling, state } = board(context);
  telling.addBoards();
  await state.wait(2);
  assert.deepEqual(state.sent, [{ ...PROMPT, to: [], boards: true }]);
});

test("what was pressed without a line is kept, and told to all when there is one", async (context) => {
  const { telling, state } = board(context);
  state.online = false;
  telling.addEveryone();
  await state.wait(3);
  assert.deepEqual([state.sent.length, telling.isPending], [0, true]);
  state.online = true;
  telling.addStudents(["ada"]);
  await state.wait(3);
  assert.deepEqual(state.sent[0], PROMPT);
  assert.equal(telling.isPending, false);
});

test("it is told again until the relay has acknowledged it, and not once more", async (context) => {
  const { telling, state } = board(context, [{ ok: false, error: "offline", message: "" }, REFUSED]);
  telling.addEveryone();
  await state.wait(6);
  assert.deepEqual(state.sent, [PROMPT, PROMPT, PROMPT]);
});

test("a refusal for good is not tried again", async (context) => {
  const { telling, state } = board(context, [{ ok: false, error: "bad_message", message: "" }]);
  telling.addEveryone();
  await state.wait(4);
  assert.deepEqual([state.sent.length, telling.isPending], [1, false]);
});

test("an end that is pressed while the question is on its way is told too", async (context) => {
  const { telling, state } = board(context);
  telling.addEveryone();
  context.mock.timers.tick(0);
  state.latest = { ...PROMPT, ended: true };
  telling.addEveryone();
  await state.wait(3);
  assert.deepEqual(
    state.sent.map(({ ended }) => ended),
    [undefined, true],
  );
});
