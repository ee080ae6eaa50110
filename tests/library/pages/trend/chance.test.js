/** @file The band of chance: on synthetic classes, in which nothing changes, it holds 95 of 100 lessons. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Lots } from "../../../../classroom/archive/lots.js";
import { bandOfChance } from "../../../../library/pages/trend/chance.js";

const LESSONS_A_CLASS = 100;
const RESAMPLES = 300;

/**
 * A class whose minutes go over into each other (two-state Markov chain).
 * @param {Lots} lots
 * @param {{minutes: number, lost: number, lasts: number}} kind `lost` share of minutes, in stretches that last so many
 */
function lessonOf(lots, { minutes, lost, lasts }) {
  const begins = lost / ((1 - lost) * lasts);
  let is = lots.next() < lost;
  return Array.from({ length: minutes }, () => {
    const was = is;
    is = is ? lots.next() >= 1 / lasts : lots.next() < begins;
    return was;
  });
}

/**
 * A class of students: in a difficult stretch each is lost more often, and says so for two minutes.
 * @param {Lots} lots
 * @param {{minutes: number, students: number}} kind
 */
function lessonOfStudents(lots, { minutes, students }) {
  const difficult = lessonOf(lots, { minutes, lost: 0.25, lasts: 4 });
  const pressed = difficult.map((is) =>
    Array.from({ length: students }, () => lots.next() < (is ? 0.16 : 0.03)),
  );
  return pressed.map((now, minute) => {
    const standing = now.filter((is, student) => is || pressed[minute - 1]?.[student] === true);
    return standing.length >= 0.2 * students;
  });
}

const KINDS = [15, 30].flatMap((percent) =>
  [1.2, 2.5, 4].flatMap((lasts) => [45, 90].map((minutes) => ({ lost: percent / 100, lasts, minutes }))),
);

/**
 * @param {number} before
 * @param {(lots: Lots) => boolean[]} make
 * @param {Lots} lots
 */
function heldOf(before, make, lots) {
  let held = 0;
  for (let each = 0; each < LESSONS_A_CLASS; each += 1) {
    const lesson = make(lots);
    const known = Array.from({ length: before }, () => make(lots));
    const band = bandOfChance(known, lesson.length, RESAMPLES);
    const lost = lesson.filter(Boolean).length / lesson.length;
    held += Number(band !== null && lost >= band.low - 1e-9 && lost <= band.high + 1e-9);
  }
  return held;
}

test("of lessons in which nothing changed, the band holds 95 of 100, two more or less", () => {
  const lots = new Lots(99);
  const shares = KINDS.flatMap((kind) =>
    [3, 6].map((before) => heldOf(before, (each) => lessonOf(each, kind), lots)),
  );
  shares.push(
    ...[3, 6].flatMap((before) =>
      [12, 30].map((students) =>
        heldOf(before, (each) => lessonOfStudents(each, { minutes: 45, students }), lots),
      ),
    ),
  );
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  assert.ok(mean >= 93 && mean <= 97, `${mean}: ${shares}`);
  // No kind of class is far from it.
  assert.ok(Math.min(...shares) >= 87, `${shares}`);
});

test("a lesson in which far more were lost lies outside, however calm those before were", () => {
  const calm = Array.from({ length: 4 }, () => Array(45).fill(false));
  const band = bandOfChance(calm, 45);
  assert.ok(band !== null && band.high < 0.2 && band.high > 0, `${band?.high}`);
  const lots = new Lots(5);
  const usual = Array.from({ length: 5 }, () => lessonOf(lots, { minutes: 45, lost: 0.15, lasts: 2 }));
  const other = bandOfChance(usual, 45);
  assert.ok(other !== null && other.high < 0.5 && other.low < other.usual && other.usual < other.high);
});

test("fewer than three lessons have no band, and the same lessons the same one", () => {
  const lesson = [true, false, true, false, false, false, false, false, false, false];
  assert.equal(bandOfChance([lesson, lesson], 10), null);
  assert.equal(bandOfChance([lesson, [], lesson], 10), null);
  const three = [lesson, lesson, lesson];
  assert.deepEqual(bandOfChance(three, 10), bandOfChance(three, 10));
});
