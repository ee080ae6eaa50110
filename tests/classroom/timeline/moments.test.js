/** @file Moments of a lesson: where clearly more were lost than around, and nothing where few could tell. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { lossByMinute, lostMoments, lostSpans } from "../../../classroom/timeline/moments.js";

const MINUTE_MS = 60_000;
const END_MS = 30 * MINUTE_MS;

/** @typedef {import("../../../classroom/timeline/moments.js").Tracked} Tracked */

/**
 * @param {number} count
 * @param {import("../../../classroom/timeline/class_index.js").ShownState} [state]
 * @returns {Tracked[]}
 */
const classOf = (count, state = "focused") =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), track: [{ at: 0, state }] }));

/**
 * @param {number} minute
 * @param {string[]} students
 * @param {number} [minutes]
 * @returns {import("../../../classroom/status_history.js").StatusEvent[]}
 */
const lostFor = (minute, students, minutes = 1) =>
  students.flatMap((student) => [
    { student, at: minute * MINUTE_MS + 1000, said: "lost" },
    { student, at: (minute + minutes) * MINUTE_MS - 1000, said: "not_lost" },
  ]);

/**
 * @param {Partial<Parameters<typeof lossByMinute>[0]>} lesson
 */
const momentsOf = (lesson) =>
  lostMoments(lossByMinute({ students: classOf(10, "self"), said: [], gaps: [], endMs: END_MS, ...lesson }));

test("the minute in which most said that they were lost comes first, and begins twenty seconds earlier", () => {
  const said = [...lostFor(5, ["1", "2"]), ...lostFor(14, ["1", "2", "3", "4"])];
  const [first, second, ...others] = momentsOf({ said });
  assert.deepEqual(
    [first?.atMs, first?.fromMs, first?.lost, first?.said, first?.here, first?.share],
    [14 * MINUTE_MS, 14 * MINUTE_MS - 20_000, 4, 4, 10, 0.4],
  );
  assert.equal(second?.atMs, 5 * MINUTE_MS);
  assert.deepEqual(others, []);
});

test("a label counts as a guess beside the words, and each student once", () => {
  const students = classOf(10);
  for (const { track } of students.slice(0, 3))
    track.push({ at: 9 * MINUTE_MS, state: "confused" }, { at: 9.5 * MINUTE_MS, state: "focused" });
  const [moment] = momentsOf({ students, said: lostFor(9, ["0", "7"]) });
  assert.deepEqual([moment?.lost, moment?.said, moment?.telling], [4, 2, 10]);
});

test("nobody lost, or all of them all the time, is no moment", () => {
  assert.deepEqual(momentsOf({}), []);
  assert.deepEqual(momentsOf({ said: lostFor(0, ["1", "2", "3"], 30) }), []);
});

test("fewer than five who could tell are no class", () => {
  assert.deepEqual(momentsOf({ students: classOf(4, "self"), said: lostFor(5, ["1"]) }), []);
  const unmeasured = [...classOf(4, "self"), ...classOf(9, "unknown").slice(4)];
  assert.deepEqual(momentsOf({ students: unmeasured, said: lostFor(5, ["1"]) }), []);
});

test("who has left is not counted, and a minute that no board saw is not named", () => {
  const students = classOf(10, "self");
  for (const { track } of students.slice(6)) track.push({ at: MINUTE_MS, state: "offline" });
  const said = lostFor(5, ["1", "2", "9"]);
  assert.deepEqual(
    momentsOf({ students, said }).map(({ here, lost }) => [here, lost]),
    [[6, 2]],
  );
  assert.deepEqual(momentsOf({ said, gaps: [{ fromMs: 4 * MINUTE_MS, toMs: 7 * MINUTE_MS }] }), []);
});

test("of minutes side by side the first of the strongest counts, and five at most are named", () => {
  const plateau = momentsOf({ said: lostFor(10, ["1", "2", "3"], 3) });
  assert.deepEqual(
    plateau.map(({ atMs }) => atMs / MINUTE_MS),
    [10],
  );
  const many = [2, 6, 10, 14, 18, 22, 26].flatMap((minute) => lostFor(minute, ["1", "2"]));
  assert.equal(momentsOf({ said: many }).length, 5);
});

test("a word that is never taken back stands to the end", () => {
  const spans = lostSpans([{ student: "a", at: 10, said: "lost" }], 50);
  assert.deepEqual(spans.get("a"), [[10, 50]]);
  assert.deepEqual(lostSpans([{ student: "a", at: 10, said: "not_lost" }], 50).get("a"), []);
});
