/** @file Moments in words: who said so, who only seemed so, and what it was about. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { headlineWords, lostWords } from "../../../teacher/review/moment_words.js";
import { speakEnglish } from "../../look/english.js";

process.env.TZ = "UTC";
speakEnglish("look", "teacher");

const MINUTE_MS = 60_000;
const AT_MS = 14 * 60 * MINUTE_MS + 12 * MINUTE_MS;
const MOMENT = {
  atMs: AT_MS,
  fromMs: AT_MS - 20_000,
  here: 28,
  telling: 25,
  lost: 10,
  said: 9,
  share: 0.4,
  score: 0.3,
};
const TOLD = { marks: [{ at: AT_MS - MINUTE_MS, text: "Chain rule" }], questions: [] };
const UNTOLD = { marks: [], questions: [] };

test("the sentence on top names the time, the topic, and how many said so", () => {
  const said = "Most were lost at 02:12 PM, around “Chain rule”; 9 of 28 said so.";
  assert.equal(headlineWords([MOMENT], TOLD, true), said);
  assert.equal(headlineWords([MOMENT], UNTOLD, true), "Most were lost at 02:12 PM; 9 of 28 said so.");
});

test("where nobody said so, it is a guess", () => {
  const guess = { ...MOMENT, said: 0 };
  const words = "Most were possibly lost at 02:12 PM, around “Chain rule”: 10 of 28. Nobody said so.";
  assert.equal(headlineWords([guess], TOLD, true), words);
  assert.match(headlineWords([guess], UNTOLD, true), /^Most were possibly lost at 02:12 PM: 10 of 28/);
  assert.equal(lostWords(guess), "40% possibly lost: 10 of 25");
});

test("a lesson without a moment is calm, or too small to speak of", () => {
  assert.match(headlineWords([], TOLD, true), /^A calm lesson/);
  assert.match(headlineWords([], TOLD, false), /^With fewer than five students/);
});

test("a moment says how many of those who could tell were lost, and how many of them said so", () => {
  assert.equal(lostWords(MOMENT), "40% possibly lost: 10 of 25; 9 said so");
  assert.equal(lostWords({ ...MOMENT, said: 10 }), "40% lost: 10 of 25 said so");
});
