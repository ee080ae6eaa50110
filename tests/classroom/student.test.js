/** @file What a tile shows of a student. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../classroom/roster.js";
import { labelOf, newStudent } from "../../classroom/student.js";

/** @typedef {import("../../protocol/messages.js").ReportRow} ReportRow */

const ADA = "ada_0001";

/** @param {ReportRow[]} reports */
function adaAfter(...reports) {
  const roster = new Roster();
  roster.apply({ presence: [[ADA, "Ada", "joined", 5]] });
  roster.apply({ reports });
  return roster;
}

/** @param {Roster} roster */
function labelOfAda(roster) {
  return labelOf(roster.students.get(ADA) ?? newStudent(ADA));
}

test("before the first report a student is unknown since the join", () => {
  const label = labelOfAda(adaAfter());
  assert.deepEqual([label.state, label.known, label.since], ["unknown", false, 5]);
});

test("a state lasts since the first report that named it, whatever the alerts did", () => {
  const label = labelOfAda(
    adaAfter(
      [ADA, 1, 10, "focused", [], []],
      [ADA, 2, 20, "away", ["gaze_left"], []],
      [ADA, 3, 30, "away", ["gaze_left"], ["gaze_away"]],
    ),
  );
  assert.equal(label.since, 20);
  assert.deepEqual(label.alerts, ["gaze_away"]);
  assert.deepEqual(label.cues, ["gaze_left"]);
});

test("a state that was there from the first report on lasts since then", () => {
  assert.equal(labelOfAda(adaAfter([ADA, 1, 10, "focused", [], []])).since, 10);
});

test("of whom nothing can be measured the group of reasons is shown, and nothing where there is none", () => {
  const toldOf = (/** @type {("camera")[]} */ ...cues) =>
    labelOfAda(adaAfter([ADA, 1, 10, "unknown", cues, []])).cues;
  assert.deepEqual([toldOf("camera"), toldOf()], [["camera"], []]);
});

test("somebody who left calls for nothing", () => {
  const roster = adaAfter([ADA, 1, 10, "absent", [], ["no_face"]]);
  roster.apply({ statuses: [[ADA, 1, 10, true, true, null]] });
  roster.apply({ presence: [[ADA, "Ada", "left", 40]] });
  const { state, since, alerts, hand, lost } = labelOfAda(roster);
  assert.deepEqual(
    { state, since, alerts, hand, lost },
    {
      state: "offline",
      since: 40,
      alerts: [],
      hand: false,
      lost: false,
    },
  );
});
