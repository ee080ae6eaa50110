/** @file Numbers, comparison and files of a trend: of lessons, and of nobody. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { byChapter, byMinute } from "../../../../library/pages/trend/compare.js";
import { lostMinutes, numbersOf } from "../../../../library/pages/trend/numbers.js";
import { lessonsCsv, minutesCsv } from "../../../../library/pages/trend/trend_csv.js";

/** @typedef {import("../../../../library/pages/trend/numbers.js").Session} Session */

/**
 * @param {readonly (number | null)[]} lost
 * @param {Partial<Session>} [other]
 * @returns {Session}
 */
function sessionOf(lost, other = {}) {
  const minutes = lost.map((code) =>
    code === null
      ? null
      : {
          ...{ here: /** @type {const} */ ("20-29"), lost: 5, slower: 5, faster: 5, lost_or_slower: code },
          ...{ focused: null, coverage: null },
        },
  );
  return {
    ...{ id: "a", day: "2026-03-02", title: "Queues", policy: "self", here: "20-29", voice: 40 },
    ...{ in_view: null, minutes, marks: [] },
    ...other,
  };
}

/**
 * @param {number} each how many of ten minutes are lost
 */
const regular = (each) => sessionOf(Array.from({ length: 40 }, (_, at) => (at % 10 < each ? 20 : 15)));

test("a minute is lost from a fifth of the class on, and one that is not told counts in nothing", () => {
  assert.deepEqual(lostMinutes(sessionOf([5, 15, 20, null, 95])), [false, false, true, true]);
  assert.equal(numbersOf([sessionOf([5, 15, 20, null, 95])])[0]?.lost, 0.5);
});

test("more lost than usual is said of a lesson outside the band of those before it alone", () => {
  const calm = [1, 2, 1, 2].map(regular);
  const all = numbersOf([...calm, regular(2), regular(9), regular(0)]);
  assert.deepEqual(
    all.map(({ band }) => band !== null),
    [false, false, false, true, true, true, true],
  );
  assert.deepEqual(
    all.map(({ isMore }) => isMore),
    [false, false, false, false, false, true, false],
  );
});

test("chapters are the same by their names, whatever their writing, and last until the next", () => {
  const one = sessionOf([20, 20, 5, 5, null, 5], {
    marks: [
      [2, "Stacks  and heaps"],
      [0, "Queues"],
      [5, "Alone"],
    ],
  });
  const other = sessionOf([5, 5, 20], {
    marks: [
      [0, "stacks and Heaps"],
      [2, "QUEUES"],
    ],
  });
  assert.deepEqual(
    byChapter(one, other).map((pair) => [pair.name, pair.one.lost, pair.one.minutes, pair.other.lost]),
    [
      ["Queues", 1, 2, 1],
      ["Stacks  and heaps", 0, 3, 0],
    ],
  );
  assert.deepEqual(byChapter(one, sessionOf([5])), []);
  const minutes = byMinute(one, other);
  assert.deepEqual(
    minutes.map((each) => [each.one?.lost_or_slower ?? null, each.other?.lost_or_slower ?? null]),
    [[20, 5], [20, 5], [5, 20], ...[5, null, 5].map((share) => [share, null])],
  );
});

test("the files have a row a lesson and a row a minute, and a title is no formula", () => {
  const all = numbersOf([sessionOf([5, null, 20], { title: "=1+1" })]);
  const lessons = lessonsCsv(all).split("\r\n");
  assert.match(lessons[0] ?? "", /^\ufeffday,title,policy,here,minutes,minutes_told,lost_minutes,/);
  assert.equal(lessons[1], "2026-03-02,'=1+1,self,20-29,3,2,0.5,,,,,40,,,,");
  const minutes = minutesCsv(all).split("\r\n");
  assert.deepEqual(
    minutes.slice(1).map((line) => line.split(",").slice(2, 8).join()),
    ["0,20-29,5,5,5,5", "2,20-29,5,5,5,20", ""],
  );
});
