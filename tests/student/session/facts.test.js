/** @file The student's facts: each with its own time, numbered in the order of saying, and lowered by the teacher. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Facts } from "../../../student/session/facts.js";
import { afterLesson, recall } from "../../../student/session/saved_session.js";

function newFacts() {
  const saved = recall("no storage here");
  return new Facts(saved, (change) => Object.assign(saved, change));
}

test("who has said nothing has no status", () => {
  assert.equal(newFacts().status(1), null);
});

test("a fact keeps its time whatever else is said later", () => {
  const facts = newFacts();
  facts.say({ hand: true }, 1000);
  facts.say({ lost: true }, 2000);
  assert.deepEqual(facts.status(3000), {
    seq: 2,
    at: 2000,
    hand: true,
    lost: true,
    pace: null,
    hand_at: 1000,
    lost_at: 2000,
    pace_at: null,
  });
});

test("a pace that has faded is sent as none, with no time", () => {
  const facts = newFacts();
  facts.say({ pace: "slower" }, 1000);
  assert.equal(facts.status(2000)?.pace_at, 1000);
  const later = facts.status(1000 + 5 * 60 * 1000);
  assert.deepEqual([later?.pace, later?.pace_at], [null, null]);
});

test("of each question the last answer is told, oldest first", () => {
  const facts = newFacts();
  facts.answer("p1", 0, 10);
  facts.answer("p2", 1, 20);
  assert.deepEqual(facts.answer("p1", 2, 30), { prompt: "p1", choice: 2, seq: 3, at: 30 });
  assert.deepEqual(facts.answers(), [
    { prompt: "p2", choice: 1, seq: 2, at: 20 },
    { prompt: "p1", choice: 2, seq: 3, at: 30 },
  ]);
});

test("an answer that was not taken is said again under a new number, with its own time, until it is taken", () => {
  const facts = newFacts();
  assert.equal(facts.again("p1"), null);
  facts.answer("p1", 2, 10);
  facts.answer("p2", 0, 20);
  const again = facts.again("p1") ?? assert.fail();
  assert.deepEqual(again, { prompt: "p1", choice: 2, seq: 3, at: 10 });
  facts.noteTold(again);
  assert.equal(facts.again("p1"), null);
  assert.deepEqual(facts.answers(), [
    { prompt: "p2", choice: 0, seq: 2, at: 20 },
    { prompt: "p1", choice: 2, seq: 3, at: 10 },
  ]);
});

test("that an earlier choice was taken says nothing of the later one", () => {
  const facts = newFacts();
  const first = facts.answer("p1", 0, 10);
  facts.answer("p1", 1, 20);
  facts.noteTold(first);
  assert.deepEqual(facts.again("p1"), { prompt: "p1", choice: 1, seq: 3, at: 20 });
});

test("a new run keeps in mind which answers were taken", () => {
  const facts = newFacts();
  facts.noteTold(facts.answer("p1", 0, 10));
  facts.answer("p2", 1, 20);
  facts.beginRun(90_000, 5000);
  assert.equal(facts.again("p1"), null);
  assert.deepEqual(facts.again("p2"), { prompt: "p2", choice: 1, seq: 90_002, at: 20 });
});

test("a teacher lowers what was pressed before, and nothing that was pressed since", () => {
  const facts = newFacts();
  facts.say({ hand: true, lost: true }, 1000);
  assert.equal(facts.lower({ what: "hand", at: 999 }, 1100), false);
  assert.equal(facts.lower({ what: "hand", at: 1000 }, 1100), true);
  assert.deepEqual(
    [facts.status(1200)?.hand, facts.status(1200)?.lost, facts.status(1200)?.seq],
    [false, true, 2],
  );
  assert.equal(facts.lower({ what: "hand", at: 2000 }, 2100), false);
});

test("a run says everything anew from its first number on, with the old times", () => {
  const facts = newFacts();
  facts.say({ hand: true }, 1000);
  facts.answer("p1", 1, 1500);
  facts.answer("p2", 0, 1600);
  facts.beginRun(90_000, 5000);
  assert.deepEqual(
    [facts.status(5000)?.seq, facts.status(5000)?.at, facts.status(5000)?.hand_at],
    [90_000, 1000, 1000],
  );
  assert.deepEqual(
    facts.answers().map(({ seq, at }) => [seq, at]),
    [
      [90_000, 1500],
      [90_001, 1600],
    ],
  );
  assert.equal(facts.answer("p3", 0, 6000).seq, 90_002);
  facts.say({ hand: false }, 6000);
  assert.equal(facts.status(6000)?.seq, 90_001);
});

test("after a lesson who the student is stays, and nothing that was said or agreed to", () => {
  const saved = { ...recall("no storage here"), resume: "signed", name: "Ada" };
  const after = afterLesson({ ...saved, consent: "camera", hand: true, lost: true, reportSeq: 9 });
  assert.deepEqual(after, saved);
});
