/** @file A kept lesson, read whole from what one board or two have written of it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { savedLessonFrom } from "../../../teacher/saved_lessons/saved_lesson.js";
import { merged, newestRows } from "../../../teacher/saved_lessons/write_buffer.js";

/** @typedef {import("../../../teacher/saved_lessons/store.js").Entry} Entry */
/** @typedef {import("../../../protocol/messages.js").AnswerRow} AnswerRow */

const START = Date.UTC(2026, 10, 28, 9);
const END = START + 600_000;
const LESSON = {
  code: "K7QM4-F2P9X",
  policy: /** @type {const} */ ("labels"),
  startedAt: START,
  endedAt: END,
  students: 2,
};
const PROMPT = { id: "q1", text: "Clear?", choices: ["yes", "no"] };

/**
 * @param {Partial<Entry>} entry
 * @returns {Entry}
 */
const entryOf = (entry) => ({ news: [], marks: [], notes: [], ...entry });

/** @param {number} at as one student's browser tells it */
function kept(at) {
  return savedLessonFrom(LESSON, [
    entryOf({
      news: [
        { presence: [["a", "Ada", "joined", START]] },
        { reports: [["a", 1, START + 5000, "focused", [], []]] },
      ],
    }),
    entryOf({
      news: [{ reports: [["b", 1, at, "away", [], []]] }, { statuses: [["b", 1, at, true, false, null]] }],
    }),
  ]);
}

for (const at of [Number.MAX_SAFE_INTEGER, 0, START + 40 * 365 * 86_400_000])
  test(`a report of the time ${at} leaves the lesson as long as it was, and every row a time`, () => {
    const { students, timeline, said } = kept(at);
    assert.deepEqual([students.get("b")?.reports[0]?.at, said[0]?.at], [END, END]);
    assert.equal(timeline.read(END)[0]?.atMs, START);
    assert.equal(timeline.read(END).at(-1)?.counts.away, 1);
  });

test("a question that two boards have kept is one, and each answer has the time its page tells", () => {
  const rows = /** @type {AnswerRow[]} */ (/** @type {unknown} */ ([["a", "q1", 1, 2, START + 30_000]]));
  const asked = { kind: /** @type {const} */ ("asked"), at: START, prompt: PROMPT };
  const late = { kind: /** @type {const} */ ("answered"), at: START + 50_000, rows };
  const early = {
    kind: /** @type {const} */ ("answered"),
    at: START + 20_000,
    rows: /** @type {AnswerRow[]} */ ([["a", "q1", 0]]),
  };
  const { questions } = savedLessonFrom(LESSON, [
    entryOf({ notes: [asked, late] }),
    entryOf({ notes: [asked, early] }),
  ]);
  assert.equal(questions.length, 1);
  assert.deepEqual(
    [...(questions[0]?.tally.answers ?? [])],
    [["a", { choice: 1, at: START + 30_000, seq: 2 }]],
  );
});

test("what waits for its storage is written in its order, the newest rows of too many", () => {
  const first = entryOf({
    news: [{ reports: [["a", 1, 1, "focused", [], []]] }, { allLeftAt: 2 }],
    marks: [{ at: 1, text: "quiz" }],
  });
  const then = entryOf({ news: [{ presence: [["a", null, "joined", 3]] }] });
  const all = merged(first, then);
  assert.deepEqual(newestRows(all), all);
  assert.deepEqual(newestRows(all, 2), { ...all, news: [{ allLeftAt: 2 }, ...then.news] });
});
