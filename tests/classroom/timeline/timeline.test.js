/** @file The class over time: counts at every fifth second, whatever the order in which the news came. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../../classroom/roster.js";
import { meanAt, RollingMean } from "../../../classroom/timeline/rolling_mean.js";
import { ClassTimeline } from "../../../classroom/timeline/timeline.js";
import { momentsOf, sinceWindowStart, stretches, timeIn } from "../../../classroom/timeline/track.js";

/** @typedef {import("../../../classroom/roster.js").News} News */
/** @typedef {import("../../../protocol/messages.js").State} State */

/** The timeline after each of these pieces of news, told one by one. */
function lessonOf(/** @type {News[]} */ ...news) {
  const roster = new Roster();
  const timeline = new ClassTimeline();
  for (const piece of news)
    for (const id of roster.apply(piece).changed) {
      const student = roster.students.get(id);
      if (student !== undefined) timeline.set(student);
    }
  return { roster, timeline };
}

/**
 * @param {string} id
 * @param {number} seq
 * @param {number} at
 * @param {State} state
 * @returns {News}
 */
function says(id, seq, at, state) {
  return { reports: [[id, seq, at, state, [], []]] };
}

/**
 * @param {string} id
 * @param {"joined" | "left"} change
 * @param {number} at
 * @returns {News}
 */
function comes(id, change, at) {
  return { presence: [[id, id, change, at]] };
}

/**
 * @param {ClassTimeline} timeline
 * @param {number} nowMs
 * @param {"focused" | "confused" | "away" | "unknown"} state
 */
function countsOf(timeline, nowMs, state) {
  return timeline.read(nowMs).map(({ counts }) => counts[state]);
}

test("a change shows from the first column at or after it", () => {
  const { timeline } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 5000, "focused"),
    says("ada", 2, 12_000, "away"),
  );
  assert.deepEqual(
    timeline.read(20_000).map(({ atMs }) => atMs),
    [0, 5000, 10_000, 15_000, 20_000],
  );
  assert.deepEqual(countsOf(timeline, 20_000, "unknown"), [1, 0, 0, 0, 0]);
  assert.deepEqual(countsOf(timeline, 20_000, "focused"), [0, 1, 1, 0, 0]);
  assert.deepEqual(countsOf(timeline, 20_000, "away"), [0, 0, 0, 1, 1]);
});

test("late news changes the past as if it had come in time", () => {
  const inTime = [
    comes("ada", "joined", 0),
    says("ada", 1, 5000, "focused"),
    says("ada", 2, 10_000, "confused"),
    says("ada", 3, 20_000, "away"),
  ];
  const [joined, first, second, third] = /** @type {[News, News, News, News]} */ (inTime);
  const late = lessonOf(joined, third, first, second).timeline;
  assert.deepEqual(late.read(30_000), lessonOf(...inTime).timeline.read(30_000));
});

test("who left is counted nowhere, and who is back is in the state they were in", () => {
  const { timeline } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 0, "focused"),
    comes("ada", "left", 10_000),
    comes("ada", "joined", 20_000),
  );
  assert.deepEqual(countsOf(timeline, 25_000, "focused"), [1, 1, 0, 0, 1, 1]);
});

test("who stayed while the board was away was there all the time", () => {
  const { timeline } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 0, "focused"),
    { allLeftAt: 10_000 },
    comes("ada", "joined", 0),
  );
  assert.deepEqual(countsOf(timeline, 15_000, "focused"), [1, 1, 1, 1]);
});

test("what a student told while their line was gone is counted when it arrives", () => {
  const { timeline } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 0, "focused"),
    comes("ada", "left", 5000),
    comes("ada", "joined", 20_000),
    says("ada", 2, 10_000, "confused"),
  );
  assert.deepEqual(countsOf(timeline, 20_000, "confused"), [0, 0, 1, 1, 1]);
});

test("a clock that is years behind does not stretch the strip beyond eight hours", () => {
  const now = 1_790_000_000_000;
  const { timeline } = lessonOf(says("ada", 1, 0, "focused"));
  const columns = timeline.read(now);
  assert.equal(columns.length, (8 * 3600) / 5 + 1);
  assert.equal(columns.at(0)?.counts.focused, 1);
});

test("a student's time in a window is cut at both its ends", () => {
  const { roster } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 1000, "focused"),
    says("ada", 2, 4000, "unknown"),
    says("ada", 3, 5000, "away"),
    comes("ada", "left", 9000),
  );
  const ada = roster.students.get("ada");
  assert.ok(ada);
  // From 2 s to 12 s: focused 2..4, unknown 4..5, away 5..9, gone 9..12.
  assert.deepEqual(timeIn(momentsOf(ada), 2000, 12_000), { focused: 2000, measurable: 6000, present: 7000 });
});

test("the rolling mean forgets what lies more than five minutes back", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const { timeline } = lessonOf(
    ...ids.flatMap((id) => [comes(id, "joined", 0), says(id, 1, 0, "away"), says(id, 2, 100_000, "focused")]),
  );
  // At 300 s: 100 s away and 200 s focused. At 400 s the window begins where they all became focused.
  assert.equal(meanAt(timeline, 300_000), 200 / 300);
  assert.equal(meanAt(timeline, 400_000), 1);
});

test("a kept mean is worked out anew when its past changes", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const news = ids.flatMap((id) => [comes(id, "joined", 0), says(id, 1, 0, "focused")]);
  const { roster, timeline } = lessonOf(...news);
  const rolling = new RollingMean();
  assert.deepEqual(rolling.read(timeline, [60_000, 120_000]), [1, 1]);
  roster.apply(says("a", 2, 60_000, "away"));
  timeline.set(/** @type {import("../../../classroom/student.js").Student} */ (roster.students.get("a")));
  // a: 60 of 120 s; the others all of it: (4 + .5) / 5.
  assert.deepEqual(rolling.read(timeline, [60_000, 120_000]), [1, 0.9]);
});

test("while the board had no line nothing is known, and the means leave that time out", () => {
  const five = ["ada", "ben", "cem", "dora", "eve"];
  const { timeline } = lessonOf(
    ...five.map((id) => comes(id, "joined", 0)),
    ...five.map((id) => says(id, 1, 0, "focused")),
    ...five.map((id) => says(id, 2, 60_000, "away")),
    ...five.map((id) => says(id, 3, 120_000, "focused")),
  );
  const whole = new RollingMean();
  const times = [55_000, 90_000, 180_000];
  const before = whole.read(timeline, times);
  assert.deepEqual(before, [1, 60 / 90, 120 / 180]);
  timeline.apply({ kind: "away", since: 60_000, at: 121_000 });
  const gaps = timeline.read(180_000).filter(({ gap }) => gap);
  assert.deepEqual([gaps[0]?.atMs, gaps.at(-1)?.atMs], [60_000, 115_000]);
  assert.deepEqual(whole.read(timeline, times), [1, null, 1]);
});

test("the shortest time without a line leaves a gap that can be seen", () => {
  const { timeline } = lessonOf(comes("ada", "joined", 0));
  timeline.apply({ kind: "away", since: 11_000, at: 12_000 });
  const gaps = timeline.read(30_000).filter(({ gap }) => gap);
  assert.deepEqual(
    gaps.map(({ atMs }) => atMs),
    [10_000],
  );
});

test("what follows puts nothing in order anew, and what comes between does, from where it parts", () => {
  const { roster, timeline } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 5000, "focused"),
    says("ada", 3, 60_000, "away"),
  );
  const ada = () => roster.students.get("ada") ?? assert.fail();
  timeline.changedFrom = Number.POSITIVE_INFINITY;
  roster.apply(says("ada", 4, 90_000, "focused"));
  assert.equal(timeline.set(ada()), 0);
  roster.apply(says("ada", 2, 30_000, "confused"));
  assert.equal(timeline.set(ada()), 5);
  assert.equal(timeline.changedFrom, 6);
  assert.deepEqual(countsOf(timeline, 30_000, "confused"), [0, 0, 0, 0, 0, 0, 1]);
});

test("a student whom the board does without is not counted any more", () => {
  const { timeline } = lessonOf(
    ...["ada", "ben"].flatMap((id) => [comes(id, "joined", 0), says(id, 1, 5000, "focused")]),
  );
  timeline.forget("ada");
  assert.deepEqual(countsOf(timeline, 10_000, "focused"), [0, 1, 1]);
  assert.equal(timeline.tracks.length, 1);
});

test("what tells a window is what came in it, and what stood when it began", () => {
  const { roster } = lessonOf(
    comes("ada", "joined", 0),
    says("ada", 1, 1000, "focused"),
    comes("ada", "left", 2000),
    comes("ada", "joined", 3000),
    says("ada", 2, 9000, "away"),
  );
  const ada = roster.students.get("ada") ?? assert.fail();
  for (const fromMs of [500, 2500, 5000, 9000, 9500])
    assert.deepEqual(
      stretches(momentsOf(sinceWindowStart(ada, fromMs)), fromMs, 20_000),
      stretches(momentsOf(ada), fromMs, 20_000),
    );
});
