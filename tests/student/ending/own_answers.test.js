/** @file What a student was asked and chose, for the summary at the end. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { OwnAnswers } from "../../../student/ending/own_answers.js";

const CLEAR = { id: "a", text: "Clear?", choices: ["Yes", "No"] };

test("the last choice counts, and a question without one is there too", () => {
  const answers = new OwnAnswers();
  answers.asked(CLEAR, null);
  answers.asked({ id: "b", text: "Sure?", choices: ["1", "2"] }, null);
  answers.chose("a", 0);
  answers.chose("a", 1);
  assert.deepEqual(answers.rows(), [
    { question: "Clear?", answer: "No" },
    { question: "Sure?", answer: null },
  ]);
});

test("a question that is told again, as when it ends, keeps what was chosen", () => {
  const answers = new OwnAnswers();
  answers.asked(CLEAR, null);
  answers.chose("a", 0);
  answers.asked(CLEAR, null);
  assert.deepEqual(answers.rows(), [{ question: "Clear?", answer: "Yes" }]);
});

test("what was chosen before the page was loaded anew is known, what was never asked here is not", () => {
  const answers = new OwnAnswers();
  answers.asked(CLEAR, 1);
  answers.chose("x", 0);
  assert.deepEqual(answers.rows(), [{ question: "Clear?", answer: "No" }]);
});
