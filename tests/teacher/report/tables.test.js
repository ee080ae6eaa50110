/** @file A kept lesson as tables. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Alerts } from "../../../classroom/alerts/alerts.js";
import { Questions } from "../../../classroom/questions/questions.js";
import { Roster } from "../../../classroom/roster.js";
import { ClassTimeline } from "../../../classroom/timeline/timeline.js";
import { exportNames } from "../../../teacher/report/export_names.js";
import {
  alertRows,
  answerRows,
  COLUMNS,
  minuteRows,
  statusEventRows,
  transitionRows,
} from "../../../teacher/report/tables.js";
import { speakEnglish } from "../../look/english.js";

process.env.TZ = "Asia/Kolkata"; // five and a half hours from UTC: neither a date nor a minute is the same by chance
speakEnglish("look", "teacher");

/** Five students, focused from second 30 on; the fifth looks away from second 90 on. */
function lesson() {
  const roster = new Roster();
  for (const id of ["a", "b", "c", "d", "e"]) {
    roster.apply({ presence: [[id, id.toUpperCase(), "joined", 0]] });
    roster.apply({ reports: [[id, 1, 30_000, "focused", ["gaze_centred"], []]] });
  }
  roster.apply({ reports: [["e", 2, 90_000, "away", ["gaze_left", "no_smile"], []]] });
  const timeline = new ClassTimeline();
  for (const student of roster.students.values()) timeline.set(student);
  return { roster, timeline };
}

test("one row a transition, in the order of time, with its reasons", () => {
  const { students } = lesson().roster;
  const rows = transitionRows(students.values(), exportNames(students.values(), true));
  assert.equal(rows.length, 6);
  assert.deepEqual(rows.at(-1), {
    time: "1970-01-01T00:01:30.000Z",
    student: "E",
    state: "away",
    cues: "gaze_left no_smile",
    alerts: "",
    local_time: "1970-01-01 05:31:30",
    state_shown: "Looking away",
    cues_shown: "looking left, no smile",
    alerts_shown: "",
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

test("one row a saying, in stable names and in the board's words", () => {
  const { students } = lesson().roster;
  const said = [{ student: "b", at: 60_000, said: /** @type {const} */ ("pace_slower") }];
  assert.deepEqual(statusEventRows(said, exportNames(students.values(), true)), [
    {
      time: "1970-01-01T00:01:00.000Z",
      student: "B",
      said: "pace_slower",
      local_time: "1970-01-01 05:31:00",
      said_shown: "Pace: too fast",
    },
  ]);
});

test("one row an answer, with the question, the choice in words and both times", () => {
  const { roster } = lesson();
  const questions = new Questions([
    { kind: "asked", at: 0, prompt: { id: "q1", text: "Clear?", choices: ["yes", "no"] } },
    { kind: "answered", at: 1000, rows: [["a", "q1", 0]] },
    { kind: "answered", at: 2000, rows: [["a", "q1", 1]] },
  ]);
  assert.deepEqual(answerRows(questions.list, exportNames(roster.students.values(), true)), [
    {
      asked: "1970-01-01T00:00:00.000Z",
      question: "Clear?",
      student: "A",
      answer: "no",
      time: "1970-01-01T00:00:02.000Z",
      local_asked: "1970-01-01 05:30:00",
      local_time: "1970-01-01 05:30:02",
    },
  ]);
});

test("one row an alert, with its end and when a person acknowledged it", () => {
  const { roster } = lesson();
  roster.apply({ reports: [["a", 2, 60_000, "absent", [], ["no_face"]]] });
  roster.apply({ reports: [["a", 3, 90_000, "focused", [], []]] });
  const alerts = new Alerts([
    { kind: "acknowledged", at: 120_000, student: "a", alert: "no_face", since: 60_000 },
  ]);
  for (const student of roster.students.values()) alerts.set(student);
  assert.deepEqual(alertRows(alerts, exportNames(roster.students.values(), true)), [
    {
      since: "1970-01-01T00:01:00.000Z",
      until: "1970-01-01T00:01:30.000Z",
      student: "A",
      alert: "no_face",
      acknowledged: "1970-01-01T00:02:00.000Z",
      local_since: "1970-01-01 05:31:00",
      local_until: "1970-01-01 05:31:30",
      local_acknowledged: "1970-01-01 05:32:00",
      alert_shown: "No face in the picture",
    },
  ]);
});

test("a report whose time no calendar has spoils no row but its own", () => {
  const { students } = lesson().roster;
  const at = Number.MAX_SAFE_INTEGER;
  students.get("a")?.reports.push({ seq: 2, at, state: "away", cues: [], alerts: ["no_face"] });
  const rows = transitionRows(students.values(), exportNames(students.values(), true));
  assert.equal(rows.length, 7);
  assert.deepEqual([rows.at(-1)?.time, rows.at(-1)?.local_time], [null, null]);
  const alerts = new Alerts([]);
  for (const student of students.values()) alerts.set(student);
  assert.equal(alertRows(alerts, exportNames(students.values(), true))[0]?.since, null);
});

test("every row has the columns of its file, and no others", () => {
  const { roster, timeline } = lesson();
  const names = (/** @type {import("../../../teacher/csv.js").Row | undefined} */ row) =>
    Object.keys(row ?? {});
  assert.deepEqual(names(transitionRows(roster.students.values(), (id) => id)[0]), [...COLUMNS.transitions]);
  assert.deepEqual(names(minuteRows(timeline, 130_000)[0]), [...COLUMNS.minutes]);
  assert.deepEqual(names(statusEventRows([{ student: "a", at: 0, said: "lost" }], (id) => id)[0]), [
    ...COLUMNS.said,
  ]);
});
