/** @file The recorder: whatever is played, sought and pressed, each bin is told first once, and presses where they were. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Recorder } from "../../../../library/pages/watch/recorder.js";

/** @param {number} [bins] */
function recording(bins = 12) {
  const seen = new Set();
  return new Recorder(
    bins,
    (bin) => seen.has(bin),
    (bin) => seen.add(bin),
  );
}

/** @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test("what plays through is one run, told once", () => {
  const recorder = recording();
  for (let time_s = 0; time_s < 60; time_s += 0.25) recorder.play(time_s);
  assert.deepEqual(recorder.take(true), { runs: [[0, 12, null]], again: [], marks: [] });
  assert.equal(recorder.take(), null);
});

test("a rewind is seen again, and a pause is not", () => {
  const recorder = recording();
  recorder.play(1);
  recorder.play(2);
  recorder.jump();
  recorder.play(1);
  recorder.play(3);
  assert.deepEqual(recorder.take(), { runs: [[0, 1, null]], again: [[0, 1]], marks: [] });
});

test("a press is in the bin that plays, once a kind", () => {
  const recorder = recording();
  recorder.play(6);
  recorder.press("lost", 7);
  recorder.press("lost", 8);
  recorder.press("slower", 8);
  recorder.press("lost", 31);
  assert.deepEqual(recorder.take(true), {
    runs: [
      [1, 2, null],
      [6, 7, null],
    ],
    again: [],
    marks: [
      [1, "lost"],
      [1, "slower"],
      [6, "lost"],
    ],
  });
});

test("the end of the lesson, and what is beyond it, is its last bin", () => {
  const recorder = recording(3);
  recorder.play(15);
  recorder.play(99);
  assert.deepEqual(recorder.take(true)?.runs, [[2, 3, null]]);
});

test("any order of play, jump and press tells each bin first once, and presses only where it has told the bin", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const random = randomOf(seed);
    const recorder = recording(40);
    const first = new Set();
    const told = new Set();
    for (let step = 0; step < 300; step += 1) {
      const time_s = random() * 210;
      const choice = random();
      if (choice < 0.6) recorder.play(time_s);
      else if (choice < 0.8) recorder.jump();
      else if (choice < 0.95) recorder.press(choice < 0.9 ? "lost" : "back", time_s);
      else {
        const delta = recorder.take() ?? { runs: [], again: [], marks: [] };
        for (const [from, to] of delta.runs)
          for (let bin = from; bin < to; bin += 1) {
            assert.ok(!first.has(bin));
            first.add(bin);
            told.add(bin);
          }
        for (const [bin] of delta.marks) assert.ok(told.has(bin));
        assert.ok(delta.runs.length <= 240 && delta.again.length <= 240 && delta.marks.length <= 60);
      }
    }
  }
});

test("what one message cannot hold goes with the next, and a bin before what was pressed in it", () => {
  const recorder = recording(2000);
  for (let bin = 0; bin < 2000; bin += 2) recorder.play(bin * 5);
  recorder.press("lost", 9990);
  recorder.jump();
  const sent = [];
  for (let delta = recorder.take(); delta !== null; delta = recorder.take()) sent.push(delta);
  assert.equal(sent.flatMap(({ runs }) => runs).length, 1000);
  assert.deepEqual(
    sent.map(({ marks }) => marks.length),
    [0, 0, 0, 0, 1],
  );
});

test("a bin tells the state that lasted longest, once it is left, and neighbours of one state are one run", () => {
  const recorder = recording();
  recorder.play(0);
  recorder.saw("focused", 2000);
  recorder.saw("confused", 3000);
  assert.equal(recorder.take(), null);
  recorder.play(5);
  recorder.saw("focused", 4000);
  recorder.play(10);
  recorder.saw("focused", 1000);
  recorder.play(15);
  assert.deepEqual(recorder.take()?.runs, [
    [0, 1, "confused"],
    [1, 3, "focused"],
  ]);
});

test("a bin for most of which nothing could be told has no state", () => {
  const recorder = recording();
  recorder.play(0);
  recorder.saw("focused", 2000);
  recorder.saw(null, 3000);
  recorder.jump();
  assert.deepEqual(recorder.take()?.runs, [[0, 1, null]]);
});

test("a bin and what is pressed in it are told together, once it is left, though no camera is on", () => {
  const recorder = recording();
  recorder.play(0);
  assert.equal(recorder.take(), null);
  recorder.press("lost", 3);
  recorder.play(5);
  assert.deepEqual(recorder.take(), { runs: [[0, 1, null]], again: [], marks: [[0, "lost"]] });
});

test("what was pressed in a bin that waits for its state waits with it, and the last message tells both", () => {
  const recorder = recording();
  recorder.play(0);
  recorder.saw("focused", 2000);
  recorder.press("lost", 1);
  assert.equal(recorder.take(), null);
  assert.deepEqual(recorder.take(true), { runs: [[0, 1, "focused"]], again: [], marks: [[0, "lost"]] });
  recorder.saw("confused", 9000);
  recorder.jump();
  assert.equal(recorder.take(), null);
});

test("a bin that is seen again has no state", () => {
  const recorder = recording();
  recorder.play(0);
  recorder.jump();
  recorder.play(0);
  recorder.saw("focused", 2000);
  assert.deepEqual(recorder.take(), { runs: [[0, 1, null]], again: [[0, 1]], marks: [] });
});

test("what happened to help is told after the bins it happened in, and only where there is something", () => {
  const recorder = recording();
  recorder.play(1);
  recorder.offer("queue", 0, "shown");
  recorder.offer("queue", 0, "taken");
  const delta = recorder.take(true);
  assert.deepEqual(delta?.runs, [[0, 1, null]]);
  assert.deepEqual(delta?.offers, [
    ["queue", 0, "shown"],
    ["queue", 0, "taken"],
  ]);
  recorder.play(6);
  assert.equal("offers" in (recorder.take(true) ?? {}), false);
  // A bin that still plays keeps what happened in it.
  recorder.play(11);
  recorder.saw("focused", 100);
  recorder.offer("queue", 0, "helped");
  assert.equal(recorder.take()?.offers, undefined);
  assert.deepEqual(recorder.take(true)?.offers, [["queue", 0, "helped"]]);
});
