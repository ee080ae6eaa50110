/** @file The relay's time, as a device works it out from questions and answers: within half of a round trip. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { RelayClock } from "../../protocol/clock.js";

const HOUR_MS = 3_600_000;

test("before the first answer the device's own time stands", () => {
  assert.equal(new RelayClock().read(1000), 1000);
});

test("an answer was given in the middle of its round trip", () => {
  const clock = new RelayClock();
  // 80 ms there and back: at 1040 here it was three hours and 1040 there.
  clock.update({ askedMs: 1000, relayMs: 3 * HOUR_MS + 1040, heardMs: 1080 });
  assert.equal(clock.read(2000), 3 * HOUR_MS + 2000);
});

test("a sample that took longer changes nothing", () => {
  const clock = new RelayClock();
  clock.update({ askedMs: 0, relayMs: 5020, heardMs: 40 });
  // All 600 ms were the way back: the middle says 290 ms less, which its doubt of 300 ms allows.
  clock.update({ askedMs: 1000, relayMs: 6010, heardMs: 1600 });
  assert.equal(clock.read(2000), 7000);
});

test("a sample that was quicker replaces the one before", () => {
  const clock = new RelayClock();
  clock.update({ askedMs: 0, relayMs: 5000, heardMs: 600 });
  assert.equal(clock.read(0), 4700);
  clock.update({ askedMs: 1000, relayMs: 6005, heardMs: 1010 });
  assert.equal(clock.read(0), 5000);
});

test("doubt grows with age, so that clocks which drift apart are followed", () => {
  const clock = new RelayClock();
  clock.update({ askedMs: 0, relayMs: 10, heardMs: 20 });
  // After 1,000 s the first is in doubt by 10 + 100 ms, this one by 50.
  clock.update({ askedMs: 1_000_000, relayMs: 1_000_130, heardMs: 1_000_100 });
  assert.equal(clock.read(0), 80);
});

test("a sample that contradicts the best one is believed: a clock was set, or the relay is another", () => {
  const clock = new RelayClock();
  clock.update({ askedMs: 0, relayMs: 5, heardMs: 10 });
  clock.update({ askedMs: 1000, relayMs: 1200 + HOUR_MS, heardMs: 1400 });
  assert.equal(clock.read(0), HOUR_MS);
});

test("time that the device slept through is added", () => {
  const clock = new RelayClock();
  clock.update({ askedMs: 0, relayMs: 105, heardMs: 10 });
  clock.skip(60_000);
  assert.equal(clock.read(10), 60_110);
});
