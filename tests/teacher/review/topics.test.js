/** @file Topics: what the teacher marked or asked near a moment. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Tally } from "../../../classroom/questions/tally.js";
import { topicAt } from "../../../teacher/review/topics.js";

const MINUTE_MS = 60_000;

/**
 * @param {number} minute
 * @param {string} text
 */
const question = (minute, text) => ({
  askedAt: minute * MINUTE_MS,
  tally: new Tally({ id: text, text, choices: ["a", "b"] }),
});

test("the last mark or question before a moment is its topic, or the one that follows within a minute", () => {
  const told = {
    marks: [
      { at: 2 * MINUTE_MS, text: "Limits" },
      { at: 9 * MINUTE_MS, text: "Chain rule" },
    ],
    questions: [question(12, "Clear?")],
  };
  assert.equal(topicAt(told, 8.5 * MINUTE_MS), "Chain rule");
  assert.equal(topicAt(told, 7 * MINUTE_MS), "Limits");
  assert.equal(topicAt(told, 12.5 * MINUTE_MS), "Clear?");
  assert.equal(topicAt(told, 30 * MINUTE_MS), "", "that was long ago");
  assert.equal(topicAt(told, 0), "");
});

test("a long topic is shortened, and its lines become one", () => {
  const marks = [{ at: 0, text: `one\n two ${"x".repeat(80)}` }];
  const topic = topicAt({ marks, questions: [] }, 0);
  assert.equal([...topic].length, 60);
  assert.ok(topic.startsWith("one two x") && topic.endsWith("…"));
});
