/** @file Why no line comes: what is said of a network that refuses WebSockets, and of one that cuts them. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { ConnectionWatch, webSocketAddress } from "../../protocol/connection_watch.js";

const SECOND_MS = 1000;

/** @type {(string | null)[]} */
let said = [];
let answers = true;
let watch = newWatch();

function newWatch() {
  return new ConnectionWatch(
    (trouble) => said.push(trouble),
    async () => answers,
  );
}

/** @param {number} seconds */
async function pass(seconds) {
  for (let second = 0; second < seconds; second += 1) {
    mock.timers.tick(SECOND_MS);
    await new Promise(setImmediate);
  }
}

/** @param {number} seconds a line lasts before it breaks, and is wanted again for a second */
async function shortLine(seconds) {
  watch.online();
  await pass(seconds);
  watch.broke();
  await pass(1);
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  said = [];
  answers = true;
  watch = newWatch();
});

test("a relay that answers while no line comes is behind something that lets no WebSocket through", async () => {
  watch.wanted();
  await pass(8);
  assert.deepEqual(said, []);
  await pass(2);
  assert.deepEqual(said, ["blocked"]);
});

test("a relay that does not answer is away, and nothing else is said of it", async () => {
  answers = false;
  watch.wanted();
  await pass(60);
  assert.deepEqual(said, []);
});

test("a relay that comes back has its seconds for the line to follow", async () => {
  answers = false;
  watch.wanted();
  await pass(30);
  answers = true;
  await pass(5);
  watch.online();
  await pass(30);
  assert.deepEqual(said, []);
});

test("what was said of a network ends when a line comes, and when the relay is away", async () => {
  watch.wanted();
  await pass(10);
  watch.online();
  assert.deepEqual(said, ["blocked", null]);
  watch.broke();
  await pass(10);
  answers = false;
  await pass(3);
  assert.deepEqual(said, ["blocked", null, "blocked", null]);
});

test("three lines that break within seconds are cut by something, until one lasts", async () => {
  watch.wanted();
  await shortLine(5);
  await shortLine(5);
  assert.deepEqual(said, []);
  await shortLine(5);
  assert.deepEqual(said, ["cut"]);
  await shortLine(5);
  watch.online();
  await pass(9);
  assert.deepEqual(said, ["cut"]);
  await pass(1);
  assert.deepEqual(said, ["cut", null]);
});

test("lines that break after a while are not cut by anything, however many", async () => {
  watch.wanted();
  for (let line = 0; line < 5; line += 1) await shortLine(11);
  assert.deepEqual(said, []);
});

test("whoever wants no line any more is told nothing more", async () => {
  watch.wanted();
  await pass(10);
  watch.end();
  await pass(30);
  assert.deepEqual(said, ["blocked", null]);
});

test("the keeper of a network reads the address with its port, also where the page names none", () => {
  for (const [page, address] of [
    ["https://school.example/s", "wss://school.example:443"],
    ["http://127.0.0.1:5000/t", "ws://127.0.0.1:5000"],
  ]) {
    Object.assign(globalThis, { location: new URL(String(page)) });
    assert.equal(webSocketAddress(), address);
  }
});
