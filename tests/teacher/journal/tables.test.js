/** @file A kept lesson as tables. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { alertRows, answerRows, csv, minuteRows, transitionRows } from "../../../teacher/journal/tables.js";
import { Alerts } from "../../../teacher/proctoring/alerts.js";
import { Questions } from "../../../teacher/questions/questions.js";
import { Roster } from "../../../teacher/roster.js";
import { ClassTimeline } from "../../../teacher/strip/timeline.js";

/** Five students, focused from second 30 on; the fifth looks away from second 90 on. */
function lesson() {
  const roster = new Roster();
  for (const id of ["a", "b", "c", "d", "e"]) {
    roster.update({ presence: [[id, id.toUpperCase(), "joined", 0]] });
    roster.update({ reports: [[id, 1, 30_000, "focused", ["gaze_centred"], []]] });
  }
  roster.update({ reports: [["e", 2, 90_000, "away", ["gaze_left", "no_smile"], []]] });
  const timeline = new ClassTimeline();
  for (const student of roster.students.values()) timeline.update(student);
  return { roster, timeline };
}

test("one row a transition, in the order of time, with its reasons", () => {
  const { roster } = lesson();
  const rows = transitionRows(roster.students.values(), ({ name }) => name ?? "");
  assert.equal(rows.length, 6);
  assert.deepEqual(rows.at(-1), {
    time: "1970-01-01T00:01:30.000Z",
    student: "E",
    state: "away",
    cues: "gaze_left no_smile",
    alerts: "",
  });
});

test("one row a minute, with the share, its interval and the mean of the five minutes before", () => {
  const rows = minuteRows(lesson().timeline, 130_000);
  assert.deepEqual(
    rows.map(({ time, focused, away, focused_share, mean_5_min }) => [
      time,
      focused,
      away,
      focused_share,
      mean_5_min,
    ]),
    [
      ["1970-01-01T00:00:00.000Z", 0, 0, null, null],
      ["1970-01-01T00:01:00.000Z", 5, 0, 1, 1],
      // At 120 s: four of five. The fifth was focused for 60 of 90 measured seconds: (4 + 2/3) / 5 = .933.
      ["1970-01-01T00:02:00.000Z", 4, 1, 0.8, 0.933],
    ],
  );
});

test("a cell with commas, quotes or line ends is quoted", () => {
  assert.equal(csv([{ a: 'x,"y"\n', b: null, c: -1 }]), 'a,b,c\r\n"x,""y""\n",,-1\r\n');
});

test("a name that a spreadsheet would run as a formula stays a text", () => {
  assert.equal(csv([{ student: "=HYPERLINK(1)" }]), "student\r\n'=HYPERLINK(1)\r\n");
});

test("one row an answer, with the question, the choice in words and both times", () => {
  const { roster } = lesson();
  const questions = new Questions([
    { kind: "asked", at: 0, prompt: { id: "q1", text: "Clear?", choices: ["yes", "no"] } },
    { kind: "answered", at: 1000, rows: [["a", "q1", 0]] },
    { kind: "answered", at: 2000, rows: [["a", "q1", 1]] },
  ]);
  assert.deepEqual(
    answerRows(questions.list, roster.students, ({ name }) => name ?? ""),
    [
      {
        asked: "1970-01-01T00:00:00.000Z",
        question: "Clear?",
        student: "A",
        answer: "no",
        time: "1970-01-01T00:00:02.000Z",
      },
    ],
  );
});

test("one row an alert, with its end and when a person acknowledged it", () => {
  const { roster } = lesson();
  roster.update({ reports: [["a", 2, 60_000, "absent", [], ["no_face"]]] });
  roster.update({ reports: [["a", 3, 90_000, "focused", [], []]] });
  const alerts = new Alerts([
    { kind: "acknowledged", at: 120_000, student: "a", alert: "no_face", since: 60_000 },
  ]);
  for (const student of roster.students.values()) alerts.update(student);
  assert.deepEqual(
    alertRows(alerts, roster.students, ({ name }) => name ?? ""),
    [
      {
        since: "1970-01-01T00:01:00.000Z",
        until: "1970-01-01T00:01:30.000Z",
        student: "A",
        alert: "no_face",
        acknowledged: "1970-01-01T00:02:00.000Z",
      },
    ],
  );
});
