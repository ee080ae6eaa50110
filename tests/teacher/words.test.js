/** @file The board's words: pseudonyms, durations, announcements, counts, and the key in the link. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Pseudonyms } from "../../classroom/pseudonym.js";
import { labelOf, newStudent } from "../../classroom/student.js";
import { STATE_NAMES } from "../../protocol/states.js";
import { noticeOf } from "../../teacher/board/notices.js";
import { Announcements } from "../../teacher/board/tiles/announcements.js";
import { countStates } from "../../teacher/board/tiles/counts.js";
import { durationWords } from "../../teacher/board/tiles/duration.js";
import { badgesOf } from "../../teacher/board/tiles/tile.js";
import { readTeacherKey } from "../../teacher/token.js";
import { speakEnglish } from "../look/english.js";

speakEnglish("look", "teacher");

test("a pseudonym is two words and the same on every board", () => {
  const name = new Pseudonyms().update("Xy3_-abc");
  assert.match(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  assert.equal(new Pseudonyms().update("Xy3_-abc"), name);
});

test("no two students share a pseudonym, and nobody's changes when others come", () => {
  const pseudonyms = new Pseudonyms();
  const ids = Array.from({ length: 5000 }, (_, index) => `student${index}`);
  const names = ids.map((id) => pseudonyms.update(id));
  assert.equal(new Set(names).size, ids.length);
  assert.deepEqual(
    ids.map((id) => pseudonyms.update(id)),
    names,
  );
});

test("pseudonyms spread over the whole list", () => {
  const names = Array.from({ length: 300 }, (_, index) => new Pseudonyms().update(`id${index}`));
  assert.ok(new Set(names).size > 250);
});

test("durations read as a person says them", () => {
  const seconds = [-3, 0, 59.9, 60, 3599, 3600, 3900];
  assert.deepEqual(
    seconds.map((s) => durationWords(s * 1000)),
    ["0 s", "0 s", "59 s", "1 min", "59 min", "1 h", "1 h 5 min"],
  );
});

test("a call is announced once", () => {
  const announcements = new Announcements();
  announcements.note("a", "Ada", ["Hand raised"]);
  announcements.note("a", "Ada", ["Hand raised"]);
  assert.equal(announcements.update(0), "Ada: Hand raised.");
  assert.equal(announcements.update(60_000), null);
});

test("announcements come at most every ten seconds, gathered", () => {
  const announcements = new Announcements();
  announcements.note("a", "Ada", ["Hand raised"]);
  announcements.update(0);
  for (const name of ["Ben", "Cem", "Dora", "Elif", "Fay"]) announcements.note(name, name, ["No face"]);
  assert.equal(announcements.update(9_999), null);
  assert.equal(announcements.update(10_000), "Ben: No face. Cem: No face. Dora: No face. And 2 more.");
});

test("a call that ended before it was said stays unsaid", () => {
  const announcements = new Announcements();
  announcements.note("a", "Ada", ["No face"]);
  announcements.note("a", "Ada", []);
  assert.equal(announcements.update(0), null);
});

test("two students of one name are told apart", () => {
  const announcements = new Announcements();
  announcements.note("a", "Kim", ["Hand raised"]);
  announcements.note("b", "Kim", ["Hand raised"]);
  assert.equal(announcements.update(0), "Kim: Hand raised. Kim: Hand raised.");
});

test("a student counts in the state and in every call", () => {
  const label = { ...labelOf(newStudent("ada_0001")), hand: true, lost: true, alerts: ["no_face"] };
  const counts = countStates([/** @type {import("../../classroom/student.js").Label} */ (label)]);
  const counted = [...counts].filter(([, count]) => count > 0).map(([state]) => state);
  assert.deepEqual(counted.sort(), ["alert", "hand", "lost", "unknown"]);
});

test("every state has a count of its own", () => {
  const counts = countStates([]);
  for (const state of [...STATE_NAMES, "offline"])
    assert.equal(counts.get(/** @type {import("../../teacher/board/tiles/counts.js").Counted} */ (state)), 0);
});

test("every call has its badge", () => {
  const label = { ...labelOf(newStudent("ada_0001")), hand: true, lost: true };
  const badges = badgesOf({ ...label, alerts: ["no_face", "gaze_away"] });
  assert.deepEqual(
    badges.map(({ words }) => words),
    ["No face in the picture", "Looking away for long", "Hand raised", "Says: I’m lost"],
  );
});

test("the room's code is read from the board's link", () => {
  assert.equal(readTeacherKey("#00000-00000.1790000000.signature")?.room.code, "00000-00000");
});

test("half a board link is no key", () => {
  for (const hash of ["", "#", "#nonsense", "#00000-00000", "#00000-00000.17", "#00000-00001.17.signature"])
    assert.equal(readTeacherKey(hash), null, hash);
});

test("a refusal that may pass lets the teacher try again; a wrong key does not", () => {
  assert.equal(noticeOf({ ok: false, error: "server_error", message: "Sorry." }).reopens, true);
  assert.equal(noticeOf({ ok: false, error: "bad_token", message: "Forged." }).reopens, false);
});
