import assert from "node:assert/strict";
import test from "node:test";
import { Timekeeper } from "../../protocol/timekeeper.js";

const RELAY_AHEAD_MS = 5000;
const ONE_WAY_MS = 250;

/** A device whose two clocks the test moves; the relay's goes on with the wall's. */
class Device {
  steadyMs = 1_000_000;
  wallMs = 1_000_000;

  /** @param {import("node:test").TestContext} t */
  constructor(t) {
    t.mock.method(performance, "now", () => this.steadyMs - performance.timeOrigin);
    t.mock.method(Date, "now", () => this.wallMs);
    t.mock.timers.enable({ apis: ["setInterval"] });
  }

  /** @param {number} ms */
  run(ms) {
    this.steadyMs += ms;
    this.wallMs += ms;
  }

  /** @param {number} ms */
  sleep(ms) {
    this.wallMs += ms;
  }

  get relayMs() {
    return this.wallMs + RELAY_AHEAD_MS;
  }
}

test("a question that the device slept through teaches nothing about the time", async (t) => {
  const device = new Device(t);
  /** @type {((relayMs: number) => void)[]} */
  const questions = [];
  const keeper = new Timekeeper(() => new Promise((resolve) => questions.push(resolve)));
  keeper.start();
  device.run(ONE_WAY_MS);
  questions.shift()?.(device.relayMs);
  device.run(ONE_WAY_MS);
  await tick();
  assert.equal(keeper.now(), device.relayMs);

  t.mock.timers.tick(1000);
  device.run(ONE_WAY_MS);
  const answeredMs = device.relayMs;
  device.sleep(3_600_000);
  device.run(1);
  questions.shift()?.(answeredMs);
  await tick();
  assert.equal(keeper.now(), device.relayMs);
  keeper.stop();
});

test("an answer that was heard before it was asked for, on a clock set back, teaches nothing", (t) => {
  const device = new Device(t);
  const keeper = new Timekeeper(async () => null);
  keeper.learn({ askedMs: device.steadyMs - 2, relayMs: device.relayMs - 1, heardMs: device.steadyMs });
  const right = keeper.now();
  keeper.learn({ askedMs: device.steadyMs + 3000, relayMs: device.relayMs, heardMs: device.steadyMs });
  assert.equal(keeper.now(), right);
});

/** Let what waits for an answer go on. */
function tick() {
  return new Promise((resolve) => setImmediate(resolve));
}
