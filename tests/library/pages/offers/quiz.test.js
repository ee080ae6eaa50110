/** @file The quiz of a card ends right, or with the answer after two wrong ones; and the way chosen last comes first. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Quiz } from "../../../../library/pages/offers/quiz.js";
import { keepWay, keptWay, ordered } from "../../../../library/pages/offers/ways.js";

/** @type {import("../../../../library/pages/offers/cards.js").Quiz} */
const QUESTION = { do: "ask", text: "?", choices: ["a", "b", "c"], right: 2 };

test("the right answer ends a quiz, and nothing after it counts", () => {
  const quiz = new Quiz(QUESTION);
  assert.equal(quiz.answer(0), false);
  assert.equal(quiz.stage, "open");
  assert.equal(quiz.answer(2), true);
  quiz.answer(1);
  assert.equal(quiz.stage, "right");
});

test("after two wrong answers the right one is told; of two choices after one", () => {
  const quiz = new Quiz(QUESTION);
  quiz.answer(0);
  quiz.answer(0);
  assert.equal(quiz.stage, "open");
  quiz.answer(1);
  assert.equal(quiz.stage, "told");
  const two = new Quiz({ ...QUESTION, choices: ["a", "b"], right: 1 });
  two.answer(0);
  assert.equal(two.stage, "told");
});

test("offers of the way that was chosen last come first, each with its own place", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  const store = {
    read: (/** @type {string} */ key) => kept.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
  };
  /** @type {import("../../../../library/pages/offers/cards.js").Offer[]} */
  const offers = [
    { do: "replay", from_s: 0 },
    { do: "text", text: "a", as: "words" },
    { do: "clip", from_s: 0, to_s: 1, as: "example" },
    { do: "text", text: "b", as: "example" },
  ];
  const places = () => ordered(offers, keptWay(store)).map(({ place }) => place);
  assert.deepEqual(places(), [0, 1, 2, 3]);
  keepWay(store, "example");
  assert.deepEqual(places(), [2, 3, 0, 1]);
  kept.set([...kept.keys()][0] ?? "", "dance");
  assert.deepEqual(places(), [0, 1, 2, 3]);
});
