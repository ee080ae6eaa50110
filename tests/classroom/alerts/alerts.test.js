/** @file Alerts in time: when each began and ended, and which a person has seen. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Alerts } from "../../../classroom/alerts/alerts.js";
import { episodesOf } from "../../../classroom/alerts/episodes.js";
import { newStudent } from "../../../classroom/student.js";

/** @typedef {import("../../../protocol/messages.js").Alert} Alert */

/**
 * @param {string} id
 * @param {[at: number, ...alerts: Alert[]][]} told
 */
function student(id, ...told) {
  const reports = told.map(([at, ...alerts], index) => ({
    seq: index + 1,
    at,
    state: /** @type {const} */ ("focused"),
    cues: [],
    alerts,
  }));
  return { ...newStudent(id), reports };
}

test("an alert lasts from the first report that has it to the first that has it no more", () => {
  const ada = student(
    "ada",
    [0],
    [1000, "no_face"],
    [2000, "no_face", "gaze_away"],
    [5000, "gaze_away"],
    [9000],
  );
  assert.deepEqual(episodesOf(ada), [
    { student: "ada", alert: "no_face", since: 1000, until: 5000 },
    { student: "ada", alert: "gaze_away", since: 2000, until: 9000 },
  ]);
});

test("an alert that comes again is another one", () => {
  const ada = student("ada", [0, "no_face"], [1000], [4000, "no_face"]);
  assert.deepEqual(
    episodesOf(ada).map(({ since, until }) => [since, until]),
    [
      [0, 1000],
      [4000, null],
    ],
  );
});

test("who leaves ends the alert, and who comes back without another report goes on with the same", () => {
  const gone = { ...student("ada", [1000, "no_face"]), online: false, presenceAt: 3000 };
  assert.deepEqual(episodesOf(gone), [{ student: "ada", alert: "no_face", since: 1000, until: 3000 }]);
  const back = { ...gone, online: true, presenceAt: 4000 };
  assert.deepEqual(episodesOf(back), [{ student: "ada", alert: "no_face", since: 1000, until: null }]);
});

test("what goes on comes first, then the newest; what a person has seen stands apart with its time", () => {
  const alerts = new Alerts([
    { kind: "acknowledged", at: 9500, student: "ada", alert: "no_face", since: 1000 },
  ]);
  alerts.set(student("ada", [1000, "no_face"], [2000], [3000, "no_face"]));
  alerts.set(student("ben", [4000, "gaze_away"], [5000], [6000, "gaze_away"], [7000]));
  const { waiting, seen } = alerts.read();
  assert.deepEqual(
    waiting.map(({ student, since }) => [student, since]),
    [
      ["ada", 3000],
      ["ben", 6000],
      ["ben", 4000],
    ],
  );
  assert.deepEqual(seen, [{ student: "ada", alert: "no_face", since: 1000, until: 2000, seenAt: 9500 }]);
});
