/** @file The student's journal: what becomes a transition, and what a board can still ask for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Journal } from "../../../student/session/journal.js";

/** @typedef {import("../../../protocol/messages.js").Label} Label */

/**
 * @param {Label["state"]} state
 * @param {Partial<Label>} more
 * @returns {Label}
 */
const label = (state, more = {}) => ({ state, cues: [], alerts: [], ...more });

test("numbers run from one without gaps", () => {
  const journal = new Journal(0);
  const seqs = [label("focused"), label("away"), label("focused")].map((each) => journal.write(each, 7)?.seq);
  assert.deepEqual(seqs, [1, 2, 3]);
});

test("a label that stays is written down once", () => {
  const journal = new Journal(0);
  journal.write(label("focused"), 1);
  assert.equal(journal.write(label("focused"), 2), null);
});

test("cues alone are no transition", () => {
  const journal = new Journal(0);
  journal.write(label("focused"), 1);
  assert.equal(journal.write(label("focused", { cues: ["no_smile"] }), 2), null);
});

test("why nothing can be measured stands as it began, whatever the reason is by now", () => {
  const journal = new Journal(0);
  journal.write(label("unknown"), 1);
  journal.write(label("unknown", { cues: ["face"] }), 2);
  assert.deepEqual(journal.last?.cues, []);
  journal.write(label("focused"), 3);
  journal.write(label("unknown", { cues: ["light"] }), 4);
  journal.write(label("unknown"), 5);
  assert.deepEqual([journal.last?.seq, journal.last?.cues], [3, ["light"]]);
});

test("an alert is a transition, and carries the cues of its moment", () => {
  const journal = new Journal(0);
  journal.write(label("away"), 1);
  const report = journal.write(label("away", { cues: ["gaze_left"], alerts: ["gaze_away"] }), 2);
  assert.deepEqual(report, { seq: 2, at: 2, state: "away", cues: ["gaze_left"], alerts: ["gaze_away"] });
});

test("a journal after a reload goes on from the last number", () => {
  assert.equal(new Journal(41).write(label("focused"), 1)?.seq, 42);
});

test("a run counts from its first number, and writes the label that stands down again", () => {
  const journal = new Journal(7);
  journal.write(label("focused"), 1);
  journal.beginRun(3000);
  assert.equal(journal.write(label("focused"), 2)?.seq, 3000);
  assert.equal(journal.write(label("focused"), 3), null);
});

test("a board gets what comes after its number, oldest first", () => {
  const journal = new Journal(0);
  for (const state of /** @type {const} */ (["focused", "away", "down"])) journal.write(label(state), 1);
  assert.deepEqual(
    journal.after(1).map(({ seq, state }) => [seq, state]),
    [
      [2, "away"],
      [3, "down"],
    ],
  );
});

test("only the newest two thousand are kept", () => {
  const journal = new Journal(0);
  for (let i = 0; i < 2500; i += 1) journal.write(label(i % 2 === 0 ? "focused" : "away"), i);
  assert.equal(journal.after(0).length, 2000);
  assert.equal(journal.after(0)[0]?.seq, 501);
});
