/** @file The shelf of prepared questions: each question once, as many as fit, and nothing that is no question. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { MOST_PREPARED } from "../../../teacher/prepared_questions/prepared.js";
import { addToShelf, readShelf, takeFromShelf } from "../../../teacher/prepared_questions/shelf.js";

/** @type {Map<string, string>} */
const kept = new Map();

beforeEach(() => {
  kept.clear();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    },
  });
});

/** @param {string} text */
const question = (text, correct = /** @type {number | null} */ (null)) => ({
  text,
  choices: ["a", "b"],
  correct,
});

test("a question lies there once, with the right answer that was marked last", () => {
  assert.deepEqual(addToShelf([question("One?"), question("Two?")]), { added: 2, known: 0, full: false });
  assert.deepEqual(addToShelf([question("One?", 1), question("Three?")]), {
    added: 1,
    known: 1,
    full: false,
  });
  assert.deepEqual(readShelf(), [question("One?", 1), question("Two?"), question("Three?")]);
});

test("what is taken from it is gone, and the rest stays in its order", () => {
  addToShelf(["One?", "Two?", "Three?"].map((text) => question(text)));
  takeFromShelf(question("Two?"));
  assert.deepEqual(
    readShelf().map(({ text }) => text),
    ["One?", "Three?"],
  );
});

test("what does not fit any more is said", () => {
  addToShelf(Array.from({ length: MOST_PREPARED - 1 }, (_, index) => question(`${index}?`)));
  assert.deepEqual(addToShelf([question("Last?"), question("Too many?")]), {
    added: 1,
    known: 0,
    full: true,
  });
  assert.equal(readShelf().at(-1)?.text, "Last?");
});

test("what else lies in the browser's storage under that name is no question", () => {
  for (const value of ["", "null", "[]", '{"questions": 1}', '{"questions": [null, 1, {"text": 1}]}']) {
    kept.set("readroom questions", value);
    assert.deepEqual(readShelf(), [], value);
  }
  const odd = [
    { text: "x", choices: ["a"], correct: null },
    { text: "y", choices: ["a", "b"], correct: 5 },
  ];
  kept.set("readroom questions", JSON.stringify({ questions: [...odd, question("Fine?")] }));
  assert.deepEqual(readShelf(), [question("Fine?")]);
});
