/** @file What a tile says first: a student's own word over a camera's guess, and nobody without a camera where nobody needs one. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf, newStudent } from "../../../../classroom/student.js";
import { shownOf, tellsStateToo } from "../../../../teacher/board/tiles/shown.js";
import { wordOf } from "../../../../teacher/board/tiles/tile.js";
import { speakEnglish } from "../../../look/english.js";

/** @typedef {import("../../../../classroom/student.js").Label} Label */
/** @typedef {import("../../../../protocol/messages.js").Policy} Policy */

speakEnglish("look", "teacher");
const MINUTE_MS = 60_000;
const NOW_MS = 100 * MINUTE_MS;

/** @param {Partial<Label>} facts */
const label = (facts) => ({ ...labelOf(newStudent("ada_0001")), known: true, since: 5, ...facts });

/**
 * @param {Partial<Label>} facts
 * @param {Policy} policy
 * @param {{words: string, at: number} | null} answer
 */
function said(facts, policy = "labels", answer = null) {
  const shown = shownOf(label(facts), { policy, answer, nowMs: NOW_MS });
  return [shown.face, shown.since, wordOf(shown, label(facts))];
}

test("an alert stands before a hand, a hand before lost, and lost before what a camera guesses", () => {
  const all = { alerts: /** @type {Label["alerts"]} */ (["no_face"]), hand: true, lost: true };
  const since = { handSince: 20, lostSince: 30 };
  assert.equal(said({ state: "focused", ...all, ...since })[0], "alert");
  assert.deepEqual(said({ state: "focused", hand: true, lost: true, ...since }).slice(0, 2), ["hand", 20]);
  assert.deepEqual(said({ state: "focused", lost: true, ...since }).slice(0, 2), ["lost", 30]);
  assert.deepEqual(said({ state: "focused" }), ["focused", 5, "Focused"]);
});

test("who says to be lost is not called focused as well, and who is away from the camera still is", () => {
  assert.equal(tellsStateToo(label({ state: "focused", lost: true }), "labels"), false);
  assert.equal(tellsStateToo(label({ state: "present", lost: true }), "ask"), false);
  assert.equal(tellsStateToo(label({ state: "absent", lost: true }), "labels"), true);
  assert.equal(tellsStateToo(label({ state: "confused", hand: true }), "labels"), true);
});

test("nobody is called without a camera where no room reads faces", () => {
  assert.deepEqual(said({ state: "self" }, "self"), ["here", 5, "Here"]);
  assert.deepEqual(said({ state: "self" }, "ask"), ["here", 5, "Here"]);
  assert.deepEqual(said({ state: "self" }, "labels"), ["self", 5, "Without camera"]);
});

test("where a camera tells no more, a tile says what was answered or said of the pace, whichever came last", () => {
  const pace = { pace: /** @type {const} */ ("slower"), paceSince: NOW_MS - MINUTE_MS };
  const answer = { words: "B", at: NOW_MS - 2 * MINUTE_MS };
  assert.deepEqual(said({ state: "self" }, "self", answer), ["answered", answer.at, "Answered: B"]);
  assert.deepEqual(said({ state: "self", ...pace }, "self", answer), [
    "answered",
    pace.paceSince,
    "Too fast",
  ]);
  assert.equal(said({ state: "focused", ...pace }, "labels", answer)[0], "focused");
});

test("a pace that has faded is said no more", () => {
  const faded = { pace: /** @type {const} */ ("faster"), paceSince: NOW_MS - 5 * MINUTE_MS };
  assert.equal(said({ state: "self", ...faded }, "self")[0], "here");
});
