/** @file Awaited answers: in the order they were asked for, and none where one does not come. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Awaited } from "../../capture/awaited.js";

test("answers come to whom they were asked by, in order", async () => {
  const awaited = new Awaited(60_000);
  const asked = [awaited.next(), awaited.next()];
  awaited.settle(1);
  awaited.settle(null);
  assert.deepEqual(await Promise.all(asked), [1, null]);
});

test("what does not come in time is none, and one that nobody asked for changes nothing", async () => {
  const awaited = new Awaited(0);
  assert.equal(await awaited.next(), null);
  awaited.settle(7);
  awaited.settle(8);
  const asked = awaited.next();
  awaited.settle(9);
  assert.ok([9, null].includes(await asked));
});
