/** @file The class curve of a lesson: five people or more, rounded, and nobody in it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { classCurveOf } from "../../../classroom/archive/class_curve.js";
import { intervalOf, inViewOf } from "../../../classroom/archive/in_view.js";
import { Lots } from "../../../classroom/archive/lots.js";
import { refusalOf } from "../../../classroom/archive/refusals.js";
import { BANDS } from "../../../classroom/archive/rounding.js";

/** @typedef {import("../../../classroom/archive/class_curve.js").Kept} Kept */
/** @typedef {import("../../../classroom/timeline/track.js").Moment} Moment */

const MINUTE_MS = 60_000;
const BEGAN_MS = new Date(2026, 2, 2, 10, 0, 30).getTime();

/**
 * @param {number} count
 * @param {Moment["state"]} [state]
 * @returns {Map<string, Moment[]>}
 */
const classOf = (count, state = "self") =>
  new Map(Array.from({ length: count }, (_, index) => [`student ${index}`, [{ at: BEGAN_MS, state }]]));

/**
 * @param {Map<string, Moment[]>} tracks
 * @param {Partial<Omit<Kept, "lesson">> & {policy?: string, minutes?: number, gaps?: any[]}} [other]
 */
function curveOf(tracks, { policy = "self", minutes = 12, gaps = [], ...other } = {}) {
  const endedAt = BEGAN_MS + minutes * MINUTE_MS;
  return classCurveOf({
    lesson: { policy, name: "Queues\n and  stacks", startedAt: BEGAN_MS, endedAt },
    students: tracks,
    timeline: { momentsOf: (id) => tracks.get(id) ?? [], gaps },
    said: [],
    questions: [],
    marks: [],
    ...other,
  });
}

/**
 * @param {number} student
 * @param {number} minute
 * @param {import("../../../classroom/status_history.js").StatusEventKind} said
 */
const says = (student, minute, said) => ({
  student: `student ${student}`,
  at: BEGAN_MS + minute * MINUTE_MS + 1000,
  said,
});

test("a lesson becomes minutes of rounded shares, of a day without a clock", () => {
  const said = [says(0, 2, "lost"), says(1, 2, "pace_slower"), says(0, 4, "not_lost"), says(2, 3, "hand_up")];
  const answers = new Map([["student 3", 0]]);
  const curve = curveOf(classOf(10), {
    said,
    questions: [{ tally: { answers } }],
    marks: [
      { at: BEGAN_MS + 3.5 * MINUTE_MS, text: " Stacks\tand heaps " },
      { at: BEGAN_MS + 40 * MINUTE_MS, text: "After the end" },
      { at: BEGAN_MS + MINUTE_MS, text: " " },
    ],
  });
  assert.deepEqual(
    [curve?.day, curve?.title, curve?.policy, curve?.here, curve?.voice, curve?.in_view],
    ["2026-03-02", "Queues and stacks", "self", "10-14", 40, null],
  );
  assert.deepEqual(curve?.marks, [[3, "Stacks and heaps"]]);
  const still = {
    here: "10-14",
    lost: 5,
    slower: 5,
    faster: 5,
    lost_or_slower: 5,
    focused: null,
    coverage: null,
  };
  const at = (/** @type {object} */ other) => ({ ...still, ...other });
  assert.deepEqual(curve?.minutes, [
    ...[still, still],
    ...[2, 3, 4].map(() => at({ lost: 10, slower: 10, lost_or_slower: 20 })),
    // The pace fades five minutes after it was pressed.
    ...[5, 6, 7].map(() => at({ slower: 10, lost_or_slower: 10 })),
    ...[8, 9, 10, 11].map(() => still),
  ]);
  assert.equal(refusalOf(/** @type {any} */ (curve)), null);
  const words = JSON.stringify(curve);
  assert.ok(!words.includes("student") && !words.includes("10:00") && !words.includes(`${BEGAN_MS}`));
});

test("one who says both is one, and all who say it are told as nearly all", () => {
  const said = [0, 1, 2, 3, 4].flatMap((student) => [
    says(student, 1, "lost"),
    says(student, 1, "pace_slower"),
  ]);
  const minute = curveOf(classOf(5), { said })?.minutes[1];
  assert.deepEqual([minute?.lost, minute?.slower, minute?.lost_or_slower], [95, 95, 95]);
});

test("minutes of fewer than five, and those that no board saw, are not told", () => {
  const tracks = classOf(6);
  for (const student of ["student 4", "student 5"])
    tracks
      .get(student)
      ?.push(
        { at: BEGAN_MS + 4 * MINUTE_MS, state: "offline" },
        { at: BEGAN_MS + 5 * MINUTE_MS, state: "self" },
      );
  const gaps = [{ fromMs: BEGAN_MS + 7.5 * MINUTE_MS, toMs: BEGAN_MS + 8.5 * MINUTE_MS }];
  const told = curveOf(tracks, { gaps })?.minutes.map((minute) => minute !== null);
  assert.deepEqual(
    told?.flatMap((is, minute) => (is ? [] : [minute])),
    [4, 7, 8],
  );
  assert.equal(curveOf(classOf(4)), null);
  // Nobody was there at the beginning and at the end: the lesson is what is between.
  const late = new Map([
    ...classOf(4),
    ["late", [{ at: BEGAN_MS + 2 * MINUTE_MS, state: /** @type {const} */ ("self") }]],
  ]);
  assert.equal(curveOf(late)?.minutes.length, 10);
});

test("a focused share needs labels, five who are measured, and half of the class", () => {
  const measured = (/** @type {number} */ count) =>
    new Map([...classOf(12, "unknown"), ...classOf(count, "focused")]);
  const first = (/** @type {number} */ count) => curveOf(measured(count), { policy: "labels" })?.minutes[0];
  assert.deepEqual([first(4)?.focused, first(4)?.coverage], [null, null]);
  assert.deepEqual([first(5)?.focused, first(5)?.coverage], [null, 40]);
  assert.deepEqual([first(6)?.focused, first(6)?.coverage], [95, 50]);
  assert.equal(curveOf(measured(5), { policy: "labels" })?.in_view, null);
  assert.deepEqual(curveOf(measured(12), { policy: "labels" })?.in_view, {
    ...{ share: 95, low: 95, high: 95, coverage: 95 },
  });
  const present = curveOf(classOf(12, "present"), { policy: "presence" });
  assert.deepEqual([present?.in_view, present?.minutes[0]?.coverage], [null, null]);
});

test("whatever a lesson was, its curve is refused for being short, and for nothing else", () => {
  const lots = new Lots(7);
  const states = /** @type {const} */ (["focused", "confused", "unknown", "offline", "absent", "neutral"]);
  const outcomes = new Set();
  for (let lesson = 0; lesson < 200; lesson += 1) {
    const minutes = 5 + lots.below(30);
    const tracks = classOf(lots.below(30), "neutral");
    for (const track of tracks.values())
      for (let at = 0; at < minutes; at += 1 + lots.below(8))
        track.push({ at: BEGAN_MS + at * MINUTE_MS + 500, state: states[lots.below(6)] ?? "offline" });
    const said = [...tracks.keys()].map((_, student) => says(student, lots.below(minutes), "lost"));
    const curve = curveOf(tracks, { policy: "labels", minutes, said });
    if (curve === null) continue;
    outcomes.add(refusalOf(curve));
    for (const minute of curve.minutes) {
      assert.ok(minute === null || BANDS.includes(minute.here));
      const shares = minute === null ? [] : Object.values(minute).filter((each) => typeof each === "number");
      assert.ok(shares.every((share) => share >= 5 && share <= 95 && share % 5 === 0));
    }
  }
  assert.deepEqual([...outcomes].sort(), [null, "too_short"].sort());
});

test("the interval over students holds their true mean about as often as it says", () => {
  const lots = new Lots(3);
  const [classes, students] = [400, 24];
  let held = 0;
  for (let each = 0; each < classes; each += 1) {
    // Shares spread evenly over 0.2 to 1 have the mean 0.6.
    const [low, high] = intervalOf(Array.from({ length: students }, () => 0.2 + 0.8 * lots.next()));
    held += Number(low <= 0.6 && 0.6 <= high);
  }
  assert.ok(held / classes > 0.9 && held / classes < 0.98, `${held} of ${classes}`);
});

test("of too few students nothing is told in view, and of many a share between its ends", () => {
  const student = (/** @type {number} */ focused) => ({ focused, measurable: 10, present: 10 });
  assert.equal(inViewOf([1, 2, 3, 4].map(student)), null);
  const view = inViewOf([1, 3, 5, 7, 9, 5, 5, 5].map(student));
  assert.equal(view?.share, 50);
  assert.ok(view !== null && view.low < 50 && view.high > 50);
});
