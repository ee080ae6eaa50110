/** @file Two boards of a room do not take turns on the projector: the newest word on the question holds. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { newestWord } from "../../../teacher/projector/word_of_boards.js";

const QUESTION = { id: "p1", text: "Clear?", choices: ["Yes", "No"], ended: true };
const CALM = { slower: 0, fine: 0, faster: 0 };
const SHOWN = { question: QUESTION, counts: [3, 2], correct: 0, answered: 5, of: 6, pace: CALM, at: 2000 };
const PUT_AWAY = { question: null, counts: null, answered: 0, of: 6, pace: CALM, at: 3000 };

test("what is newer or as new is taken whole", () => {
  assert.equal(newestWord(null, SHOWN), SHOWN);
  assert.equal(newestWord(SHOWN, PUT_AWAY), PUT_AWAY);
  const more = { ...SHOWN, of: 7 };
  assert.equal(newestWord(SHOWN, more), more);
});

test("an older word on the question tells who is here and the pace alone", () => {
  const pace = { ...CALM, faster: 1 };
  assert.deepEqual(newestWord(PUT_AWAY, { ...SHOWN, of: 9, pace }), { ...PUT_AWAY, of: 9, pace });
});

test("a word without a time is the oldest", () => {
  const { at, ...undated } = SHOWN;
  assert.equal(at, 2000);
  assert.equal(newestWord(PUT_AWAY, undated).question, null);
});
