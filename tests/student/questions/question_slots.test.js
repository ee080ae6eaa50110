/** @file The class's question and the one asked of this student alone do not take each other away. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { QuestionSlots } from "../../../student/questions/question_slots.js";

const CLASS = { id: "class", text: "Clear?", choices: ["Yes", "No"], at: 1000 };
const ALONE = {
  id: "alone",
  text: "And you?",
  choices: ["Yes", "No"],
  at: 2000,
  alone: /** @type {const} */ (true),
};
const ENDED = { ended: /** @type {const} */ (true) };

/** @param {import("../../../protocol/messages.js").PromptMessage[]} prompts */
function taken(...prompts) {
  const slots = new QuestionSlots();
  for (const prompt of prompts) slots.take(prompt);
  return slots;
}

/** @param {QuestionSlots} slots */
function correctOf(slots) {
  return slots.shown?.correct;
}

test("the class's question is shown again when the one to this student alone is over", () => {
  const slots = taken(CLASS, ALONE);
  assert.equal(slots.shown?.id, "alone");
  slots.take({ ...ALONE, ...ENDED });
  assert.equal(slots.shown?.id, "class");
});

test("the class's question is shown again when this student closes the other", () => {
  const slots = taken(CLASS, ALONE);
  slots.close();
  assert.equal(slots.shown?.id, "class");
  slots.close();
  assert.equal(slots.shown, null);
});

test("the end of a question to this student alone ends none of the class, and the other way round", () => {
  assert.equal(taken(CLASS, { ...ALONE, ...ENDED }).shown?.id, "class");
  assert.equal(taken(ALONE, { ...CLASS, at: 3000, ...ENDED }).shown?.id, "alone");
});

test("a later question of the class takes the earlier one's place, also where its end was missed", () => {
  const later = { ...CLASS, id: "later", at: 3000 };
  assert.equal(taken(CLASS, later).shown?.id, "later");
  assert.equal(taken(later, CLASS).shown?.id, "later");
  assert.equal(taken(CLASS, { ...later, ...ENDED }).shown, null);
});

test("a question that is over or closed is not asked again", () => {
  assert.equal(taken(CLASS, { ...CLASS, ...ENDED }, CLASS).shown, null);
  const slots = taken(CLASS);
  slots.close();
  slots.take(CLASS);
  assert.equal(slots.shown, null);
});

test("closed results stay closed until another choice is said to be right", () => {
  const results = { ...CLASS, ...ENDED, results: [3, 1] };
  const slots = taken(CLASS, results);
  slots.close();
  slots.take(results);
  assert.deepEqual(correctOf(slots), undefined);
  slots.take({ ...results, correct: 0 });
  assert.deepEqual(correctOf(slots), 0);
});

test("results that are shown stay when their question is ended once more", () => {
  const slots = taken(CLASS, { ...CLASS, ...ENDED, results: [3, 1] }, { ...CLASS, ...ENDED });
  assert.deepEqual(slots.shown?.results, [3, 1]);
});
