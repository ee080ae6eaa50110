/** @file The one hint: when it comes, when it goes, and how seldom it comes again. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, newStudent } from "../../../../classroom/student.js";
import { COOL_DOWN_MS, countLost, DEFAULTS, Hint } from "../../../../teacher/board/hint/hint.js";
import { keepSettings, readSettings, settingsFrom } from "../../../../teacher/board/hint/settings.js";

/**
 * @param {Hint} hint
 * @param {number} seconds
 * @param {number} lost of ten
 */
function at(hint, seconds, lost) {
  return hint.observe({ nowMs: seconds * 1000, lost, here: 10 });
}

/** A hint that has stood since second 20, for a class that was lost from second 0 on. */
function standing() {
  const hint = new Hint({ ...DEFAULTS });
  at(hint, 0, 4);
  at(hint, 20, 4);
  return hint;
}

test("40% for 20 seconds raise the hint, once, and it says since when", () => {
  const hint = new Hint({ ...DEFAULTS });
  assert.equal(at(hint, 0, 4), null);
  assert.equal(at(hint, 19.9, 4), null);
  assert.deepEqual(at(hint, 20, 5), { lost: 5, here: 10, sinceMs: 0, fresh: true });
  assert.deepEqual(at(hint, 21, 6), { lost: 6, here: 10, sinceMs: 0, fresh: false });
});

test("a dip before the hint stands starts the count anew", () => {
  const hint = new Hint({ ...DEFAULTS });
  at(hint, 0, 4);
  at(hint, 19, 3);
  at(hint, 20, 4);
  assert.equal(at(hint, 39, 4), null);
  assert.equal(at(hint, 40, 4)?.sinceMs, 20_000);
});

test("a dip shorter than the patience does not take a standing hint away, a longer one does", () => {
  const hint = standing();
  assert.notEqual(at(hint, 30, 1), null);
  assert.notEqual(at(hint, 49, 1), null);
  assert.notEqual(at(hint, 49.5, 4), null);
  at(hint, 60, 1);
  assert.equal(at(hint, 80, 1), null);
});

test("after the teacher put it away the hint keeps quiet for the cool-down, and then comes back", () => {
  const hint = standing();
  hint.dismiss(25_000);
  assert.equal(at(hint, 26, 9), null);
  assert.equal(at(hint, 25 + COOL_DOWN_MS / 1000 - 1, 9), null);
  assert.equal(at(hint, 25 + COOL_DOWN_MS / 1000, 9)?.fresh, true);
});

test("in quiet mode there is no hint, and it is there at once when quiet ends", () => {
  const hint = new Hint({ ...DEFAULTS, quiet: true });
  at(hint, 0, 10);
  assert.equal(at(hint, 100, 10), null);
  hint.settings = { ...DEFAULTS };
  assert.equal(at(hint, 101, 10)?.fresh, true);
});

test("the teacher's own threshold and patience count", () => {
  const hint = new Hint({ ...DEFAULTS, share: 0.9, seconds: 5 });
  assert.equal(at(hint, 0, 8), null);
  assert.equal(at(hint, 10, 8), null);
  at(hint, 11, 9);
  assert.notEqual(at(hint, 16, 9), null);
});

test("an empty room raises nothing", () => {
  const hint = new Hint({ ...DEFAULTS });
  hint.observe({ nowMs: 0, lost: 0, here: 0 });
  assert.equal(hint.observe({ nowMs: 60_000, lost: 0, here: 0 }), null);
});

test("possibly confused and saying so count as lost, once each; who is gone counts nowhere", () => {
  const calm = { ...labelOf(newStudent("ada")), state: /** @type {const} */ ("focused") };
  const confused = { ...calm, state: /** @type {const} */ ("confused") };
  const gone = { ...calm, state: /** @type {const} */ ("offline"), lost: true };
  const labels = [calm, confused, { ...confused, lost: true }, { ...calm, lost: true }, gone];
  assert.deepEqual(countLost(labels), { lost: 3, here: 4 });
});

test("settings outlive the lesson, and what makes no sense becomes the default", () => {
  assert.deepEqual(readSettings(), DEFAULTS);
  const settings = { share: 0.5, seconds: 30, quiet: true, sound: false, desktop: true };
  keepSettings(settings);
  assert.deepEqual(readSettings(), settings);
  assert.deepEqual(settingsFrom({ share: 7, seconds: Number.NaN, quiet: "yes" }), DEFAULTS);
});

test("after a time that nobody saw the count begins anew, and a hint that stood stands no more", () => {
  const hint = standing();
  hint.forget();
  assert.equal(at(hint, 600, 4), null);
  assert.equal(at(hint, 619, 4), null);
  assert.equal(at(hint, 620, 4)?.sinceMs, 600_000);
});
