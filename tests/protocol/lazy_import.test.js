/** @file Lazily imported parts come in the end, once for all who asked, and whoever waits is told. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { late } from "../../protocol/lazy_import.js";

const PART = { open: () => {} };
const at_once = async () => {};

/**
 * @param {number} times
 * @param {() => Error} [loss]
 */
function lostAtFirst(times, loss = () => new TypeError("Importing a module script failed.")) {
  const asked = { times: 0 };
  const load = async () => {
    asked.times += 1;
    if (asked.times <= times) throw loss();
    return PART;
  };
  return { asked, load };
}

test("a part that is lost on the way is asked for again until it comes", async () => {
  const { asked, load } = lostAtFirst(3);
  assert.equal(await late(load, at_once)(), PART);
  assert.equal(asked.times, 4);
});

test("a part is asked for once, however many want it and however often", async () => {
  const { asked, load } = lostAtFirst(1);
  const part = late(load, at_once);
  assert.deepEqual(await Promise.all([part(), part(), part()]), [PART, PART, PART]);
  assert.equal(await part(), PART);
  assert.equal(asked.times, 2);
});

test("each wait is longer than the one before, up to a quarter of a minute", async () => {
  /** @type {number[]} */
  const waits = [];
  await late(lostAtFirst(6).load, async (ms) => void waits.push(ms))();
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 15_000, 15_000]);
});

test("whoever waits is told of the loss, also who comes later, and then that the part is there", async () => {
  /** @type {string[]} */
  const told = [];
  let again = () => {};
  const part = late(lostAtFirst(1).load, () => new Promise((resolve) => (again = resolve)));
  const first = part((lost) => told.push(`first ${lost}`));
  await new Promise(setImmediate);
  const second = part((lost) => told.push(`second ${lost}`));
  assert.deepEqual(told, ["first true", "second true"]);
  again();
  await Promise.all([first, second]);
  assert.deepEqual(told.slice(2), ["first false", "second false"]);
});

test("nobody is told anything of a part that comes at once", async () => {
  /** @type {boolean[]} */
  const told = [];
  await late(lostAtFirst(0).load, at_once)((lost) => told.push(lost));
  assert.deepEqual(told, []);
});

test("a part that came and is broken says so, rather than being asked for for ever", async () => {
  const broken = new TypeError("x is not a function");
  await assert.rejects(late(lostAtFirst(Infinity, () => broken).load, at_once)(), broken);
  await assert.rejects(late(lostAtFirst(1, () => new SyntaxError("?")).load, at_once)(), SyntaxError);
});

test("a browser that keeps a failure for an address is asked for another address", async () => {
  const address = new URL("../look/english.js", import.meta.url).href;
  const kept = lostAtFirst(3, () => new TypeError(`error loading dynamically imported module: ${address}`));
  const part = /** @type {any} */ (await late(kept.load, at_once)());
  assert.equal(part.speakEnglish.name, "speakEnglish");
  assert.equal(kept.asked.times, 2);
});
