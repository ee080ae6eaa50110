/** @file Anchors: there and back, monotone, with drift and with cuts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  lessonTime,
  nudged,
  piecesOf,
  videoTime,
  withAnchor,
} from "../../../../teacher/review/alignment/anchors.js";

const HOUR_S = 3600;
const AT_MS = Date.UTC(2026, 0, 15, 8, 0, 0);

/**
 * @param {number} videoS
 * @param {number} lessonS after the lesson's beginning
 * @param {boolean} [exact]
 */
const anchor = (videoS, lessonS, exact = true) => ({ videoS, atMs: AT_MS + lessonS * 1000, exact });

test("one anchor lays the whole recording over the lesson", () => {
  const pieces = piecesOf([anchor(100, 400)], HOUR_S);
  assert.equal(lessonTime(pieces, 0), AT_MS + 300_000);
  assert.equal(videoTime(pieces, AT_MS + 310_000), 10);
  assert.equal(videoTime(pieces, AT_MS + 299_000), null, "before the recording began");
  assert.equal(lessonTime(pieces, HOUR_S + 1), null);
  assert.deepEqual(piecesOf([], HOUR_S), []);
});

test("two clocks that drift apart are stretched between two anchors", () => {
  const pieces = piecesOf([anchor(0, 0), anchor(3600, 3603)], HOUR_S);
  assert.equal(lessonTime(pieces, 1800), AT_MS + 1_801_500);
});

test("a pause is a cut: what happened in it is not in the recording", () => {
  const pieces = piecesOf([anchor(0, 0), anchor(1000, 1600)], 2000);
  assert.equal(lessonTime(pieces, 400), AT_MS + 400_000);
  assert.equal(lessonTime(pieces, 600), AT_MS + 1_200_000);
  assert.equal(videoTime(pieces, AT_MS + 800_000), null);
  assert.equal(videoTime(pieces, AT_MS + 1_600_000), 1000);
});

test("what was cut into a recording shows nothing of the lesson", () => {
  const pieces = piecesOf([anchor(0, 0), anchor(1000, 400)], 2000);
  assert.equal(lessonTime(pieces, 500), null);
  assert.equal(lessonTime(pieces, 100), AT_MS + 100_000);
  assert.equal(lessonTime(pieces, 900), AT_MS + 300_000);
});

test("any anchors that are taken are monotone, and every second they cover comes back as itself", () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let run = 0; run < 200; run += 1) {
    /** @type {import("../../../../teacher/review/alignment/anchors.js").Anchor[]} */
    let anchors = [];
    for (let index = 0; index < 5; index += 1)
      anchors = withAnchor(anchors, anchor(random() * HOUR_S, random() * HOUR_S)) ?? anchors;
    const pieces = piecesOf(anchors, HOUR_S);
    let before = Number.NEGATIVE_INFINITY;
    for (let videoS = 0; videoS <= HOUR_S; videoS += 37) {
      const atMs = lessonTime(pieces, videoS);
      if (atMs === null) continue;
      assert.ok(atMs >= before, "time runs on");
      before = atMs;
      assert.ok(Math.abs((videoTime(pieces, atMs) ?? Number.NaN) - videoS) < 1e-3);
    }
  }
});

test("an anchor that turns time round is refused, a guess gives way, and the later word counts", () => {
  const known = [anchor(100, 100), anchor(200, 200)];
  assert.equal(withAnchor(known, anchor(150, 300)), null);
  assert.deepEqual(withAnchor([anchor(0, 0, false)], anchor(50, 90)), [anchor(50, 90)]);
  assert.deepEqual(withAnchor(known, anchor(100.5, 101)), [anchor(100.5, 101), anchor(200, 200)]);
});

test("a nudge moves the nearest anchor, guesses all together, and never past another", () => {
  const known = [anchor(100, 100), anchor(200, 200)];
  assert.deepEqual(nudged(known, 190, 1000), [anchor(100, 100), anchor(200, 201)]);
  assert.deepEqual(nudged(known, 190, -100_000), known);
  const guesses = [anchor(0, 0, false), anchor(60, 90, false)];
  assert.deepEqual(nudged(guesses, 0, 100), [anchor(0, 0.1, false), anchor(60, 90.1, false)]);
  assert.deepEqual(nudged([], 0, 100), []);
});
