/** @file Quick checks and the pace: who is counted, for how long, and whatever comes first. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { countPace } from "../../../classroom/pace_count.js";
import { MOST_EARLY, promptOf, Questions } from "../../../classroom/questions/questions.js";
import { Tally } from "../../../classroom/questions/tally.js";
import { PACE_FADES_MS as FADES_MS } from "../../../protocol/messages.js";

/** @typedef {import("../../../protocol/messages.js").AnswerRow} AnswerRow */

const PROMPT = { id: "abcd1234", text: "Clear?", choices: ["got it", "so-so", "lost"] };
const NEXT = { ...PROMPT, id: "beef5678" };

/**
 * @param {string} student
 * @param {string} prompt
 * @param {number} choice
 * @param {[seq?: number, at?: number]} pressed
 * @returns {AnswerRow}
 */
const row = (student, prompt, choice, ...pressed) =>
  /** @type {AnswerRow} */ ([student, prompt, choice, ...pressed]);

test("each student's last answer counts, once", () => {
  const tally = new Tally(PROMPT);
  const first = [row("ada", "abcd1234", 0), row("ben", "abcd1234", 2)];
  tally.add(first, 1000);
  tally.add([row("ada", "abcd1234", 2)], 2000);
  assert.deepEqual(
    tally.read().map(({ count, share }) => [count, share]),
    [
      [0, 0],
      [0, 0],
      [2, 1],
    ],
  );
});

test("the answer with the highest number counts, with the time it was pressed, in whatever order they come", () => {
  const tally = new Tally(PROMPT);
  tally.add([row("ada", "abcd1234", 1, 8, 700)], 1000);
  tally.add([row("ada", "abcd1234", 0, 7, 600)], 2000);
  assert.deepEqual(tally.answers.get("ada"), { choice: 1, at: 700, seq: 8 });
});

test("answers to another question, or to a choice there is not, count nowhere", () => {
  const tally = new Tally(PROMPT);
  tally.add([row("ada", "other000", 0), row("ben", "abcd1234", 4)], 1000);
  assert.equal(tally.answered, 0);
  assert.deepEqual(
    tally.read().map(({ share }) => share),
    [0, 0, 0],
  );
});

test("a pace is told in whole people: a press stands for five minutes, while whoever made it is there", () => {
  const press = (/** @type {number} */ at, online = true) => ({
    online,
    paceSince: at,
    status: { seq: 1, at, hand: false, lost: false, pace: /** @type {const} */ ("slower") },
  });
  // Pressed now, half of the five minutes ago, five minutes ago, and by somebody who has left.
  const students = [press(FADES_MS), press(FADES_MS / 2), press(0), press(FADES_MS, false)];
  assert.deepEqual(countPace(students, FADES_MS), { slower: 2, fine: 0, faster: 0 });
});

test("a question runs until it is ended or the next one is asked, and its answers stay", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "answered", at: 2000, rows: [row("ada", "abcd1234", 2)] },
  ]);
  assert.equal(questions.running?.tally.prompt.id, "abcd1234");
  questions.apply({ kind: "asked", at: 3000, prompt: NEXT });
  assert.equal(questions.running?.tally.prompt.id, "beef5678");
  questions.apply({ kind: "ended", at: 4000, prompt: "beef5678" });
  assert.equal(questions.running, null);
  assert.deepEqual(
    questions.list.map(({ askedAt, endedAt, tally }) => [askedAt, endedAt, tally.answered]),
    [
      [1000, 3000, 1],
      [3000, 4000, 0],
    ],
  );
});

test("a question does not outlive its room", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "closed", at: 2000 },
  ]);
  assert.equal(questions.running, null);
  assert.equal(questions.list[0]?.endedAt, 2000);
});

test("a question of another board that is heard of late takes its place by when it was asked", () => {
  const questions = new Questions([{ kind: "asked", at: 3000, prompt: NEXT }]);
  questions.apply({ kind: "asked", at: 1000, prompt: PROMPT });
  questions.apply({ kind: "asked", at: 5000, prompt: PROMPT });
  assert.equal(questions.running?.tally.prompt.id, "beef5678");
  assert.deepEqual(
    questions.list.map(({ askedAt, endedAt }) => [askedAt, endedAt]),
    [
      [1000, 3000],
      [3000, null],
    ],
  );
});

test("the end of an earlier question does not end the one that runs", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: PROMPT },
    { kind: "asked", at: 3000, prompt: NEXT },
    { kind: "ended", at: 4000, prompt: PROMPT.id },
  ]);
  assert.equal(questions.running?.tally.prompt.id, NEXT.id);
});

test("an answer that comes before its question counts when the question is known", () => {
  const questions = new Questions([
    {
      kind: "answered",
      at: 900,
      rows: [row("ada", "abcd1234", 1, 3, 800), row("ada", "beef5678", 0, 4, 850)],
    },
    { kind: "asked", at: 500, prompt: PROMPT },
  ]);
  assert.equal(questions.find("abcd1234")?.tally.answered, 1);
  questions.apply({ kind: "asked", at: 600, prompt: NEXT });
  assert.deepEqual(questions.find("beef5678")?.tally.answers.get("ada"), { choice: 0, at: 850, seq: 4 });
});

test("an answer that is said again is no news; another choice, or a later number, is", () => {
  const rows = [row("ada", "abcd1234", 1, 3, 800), row("ben", "abcd1234", 0)];
  const questions = new Questions([{ kind: "answered", at: 900, rows }]);
  assert.deepEqual(questions.takeNew(rows), []);
  const news = [
    row("ada", "abcd1234", 1, 4, 950),
    row("ben", "abcd1234", 2),
    row("cem", "abcd1234", 0, 1, 1),
  ];
  assert.deepEqual(questions.takeNew([...rows, ...news]), news);
});

test("an answer that a new run of its page numbers anew is the same answer, and older runs say nothing newer", () => {
  const questions = new Questions([
    { kind: "asked", at: 500, prompt: PROMPT },
    { kind: "answered", at: 900, rows: [row("ada", "abcd1234", 1, 3, 800)] },
  ]);
  assert.deepEqual(questions.takeNew([row("ada", "abcd1234", 1, 1000, 800)]), []);
  assert.deepEqual(questions.takeNew([row("ada", "abcd1234", 2, 4, 950)]), []);
  assert.deepEqual(questions.find("abcd1234")?.tally.answers.get("ada"), { choice: 1, at: 800, seq: 1000 });
});

test("a question is told with when it was asked, and with its end where it is over", () => {
  const questions = new Questions([{ kind: "asked", at: 1000, prompt: PROMPT }]);
  const [question] = questions.list;
  assert.ok(question !== undefined);
  assert.deepEqual(promptOf(question), { ...PROMPT, at: 1000 });
  questions.apply({ kind: "ended", at: 2000, prompt: PROMPT.id });
  assert.deepEqual(promptOf(question), { ...PROMPT, at: 1000, ended: true, ended_at: 2000 });
});

test("no more answers wait for questions that are still to be heard of than a room has students", () => {
  const questions = new Questions([{ kind: "asked", at: 500, prompt: PROMPT }]);
  const flood = Array.from({ length: MOST_EARLY + 500 }, (_, index) => row("ada", `q${index}`, 0));
  const fresh = questions.takeNew(flood);
  assert.equal(fresh.length, MOST_EARLY);
  questions.apply({ kind: "answered", at: 900, rows: fresh });
  assert.deepEqual(questions.takeNew([row("ben", "another1", 0)]), []);
  assert.equal(questions.takeNew([row("ben", "abcd1234", 1)]).length, 1);
});

test("results stand on the board until they are put away, another question is asked or the room is closed", () => {
  const questions = new Questions([{ kind: "asked", at: 1000, prompt: PROMPT }]);
  const shown = () => questions.shown?.tally.prompt.id ?? "";
  assert.equal(shown(), "");
  questions.apply({ kind: "ended", at: 2000, prompt: PROMPT.id });
  assert.equal(shown(), PROMPT.id);
  questions.apply({ kind: "put_away", at: 3000, prompt: PROMPT.id });
  assert.equal(shown(), "");
  questions.apply({ kind: "asked", at: 4000, prompt: NEXT });
  assert.equal(shown(), "");
  questions.apply({ kind: "closed", at: 5000 });
  assert.equal(shown(), "");
});

test("which choice is right is told with the results and not before, and never for a question that runs", () => {
  const questions = new Questions([
    { kind: "asked", at: 1000, prompt: { ...PROMPT, ends_at: 61_000 } },
    { kind: "marked", at: 1000, prompt: PROMPT.id, correct: 1 },
  ]);
  const told = () =>
    promptOf(/** @type {import("../../../classroom/questions/questions.js").Question} */ (questions.latest));
  assert.deepEqual(told(), { ...PROMPT, at: 1000, ends_at: 61_000 });
  questions.apply({ kind: "ended", at: 2000, prompt: PROMPT.id });
  assert.equal("correct" in told(), false);
  questions.apply({ kind: "shown", at: 3000, prompt: PROMPT.id, results: [4, 2, 1] });
  assert.deepEqual([told().results, told().correct], [[4, 2, 1], 1]);
  questions.apply({ kind: "marked", at: 4000, prompt: PROMPT.id, correct: null });
  assert.equal(told().correct, null);
  assert.equal(questions.latest?.actedAt, 4000);
});

test("what came of a question is news once, and of a question nobody knows never", () => {
  const questions = new Questions([{ kind: "asked", at: 1000, prompt: PROMPT }]);
  /** @type {import("../../../classroom/notes.js").Note[]} */
  const notes = [
    { kind: "ended", at: 2000, prompt: PROMPT.id },
    { kind: "marked", at: 2000, prompt: PROMPT.id, correct: 2 },
    { kind: "shown", at: 2000, prompt: PROMPT.id, results: [1, 1, 1] },
    { kind: "put_away", at: 2000, prompt: PROMPT.id },
  ];
  for (const note of notes) {
    assert.equal(questions.isNews(note), true, note.kind);
    questions.apply(note);
    assert.equal(questions.isNews(note), false, note.kind);
    assert.equal(new Questions([]).isNews(note), false, note.kind);
  }
});
