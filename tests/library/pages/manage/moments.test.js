/** @file Moments: the peaks of what was pressed, each with its words, none over another. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { momentsOf, momentsVtt, spokenIn, wordsOf } from "../../../../library/pages/manage/moments.js";

/** @param {Record<number, number>} lost @param {number} [bins] */
function curveOf(lost, bins = 120) {
  return {
    bin_ms: 5000,
    bins,
    sums: { first: Array(bins).fill(10), lost: Array.from({ length: bins }, (_, bin) => lost[bin] ?? 0) },
  };
}

test("a moment is half a minute around where most have pressed", () => {
  assert.deepEqual(momentsOf(curveOf({ 50: 4, 51: 2 })), [{ start_s: 235, end_s: 265, lost: 6, seen: 10 }]);
});

test("there are five at most, in the order of the lesson, and none over another", () => {
  const lost = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index * 10, index + 1]));
  const moments = momentsOf(curveOf(lost));
  assert.deepEqual(
    moments.map(({ lost: presses }) => presses),
    [8, 9, 10, 11, 12],
  );
  const many = momentsOf(curveOf(Object.fromEntries(Array.from({ length: 120 }, (_, bin) => [bin, 1]))));
  for (const [index, { start_s }] of many.entries())
    assert.ok(index === 0 || start_s >= (many[index - 1]?.end_s ?? 0));
});

test("a share counts and not a number: few of few come before few of many", () => {
  const curve = curveOf({ 10: 4, 60: 3 });
  curve.sums.first.fill(100, 0, 40);
  curve.sums.first.fill(6, 40);
  assert.deepEqual(
    momentsOf({ ...curve, sums: { ...curve.sums } }).map(({ seen }) => seen),
    [100, 6],
  );
});

test("where nothing was pressed, and where fewer than five have watched, there is none", () => {
  assert.deepEqual(momentsOf(curveOf({})), []);
  assert.deepEqual(momentsOf({ bin_ms: 5000, bins: 3, sums: {} }), []);
});

test("the words of a moment are those that were spoken in it", () => {
  const words = wordsOf(
    "WEBVTT\r\n\r\nNOTE x\r\n\r\nname\r\n00:03.000 --> 00:06.000 align:start\r\nA <i>queue</i>\r\nis &lt;first&gt;\r\n\r\n01:00:00.000 --> 01:00:01.500\r\nlate\r\n",
  );
  assert.deepEqual(words, [
    { start_s: 3, end_s: 6, text: "A queue is <first>" },
    { start_s: 3600, end_s: 3601.5, text: "late" },
  ]);
  assert.equal(spokenIn({ start_s: 5, end_s: 35, lost: 1, seen: 5 }, words), "A queue is <first>");
});

test("moments are written as a track that reads back", () => {
  const vtt = momentsVtt([{ start_s: 3605, end_s: 3635, lost: 2, seen: 5 }], () => "2 < 5");
  assert.equal(vtt, "WEBVTT\n\n01:00:05.000 --> 01:00:35.000\n2 &lt; 5\n");
  assert.deepEqual(wordsOf(vtt), [{ start_s: 3605, end_s: 3635, text: "2 < 5" }]);
});
