/** @file A task that is asked for in a storm runs one at a time, and the last to ask is not forgotten. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { coalesced } from "../../../student/camera/coalesced.js";

/** @param {number} failing how many of the first runs fail */
function counted(failing = 0) {
  const counts = { runs: 0, together: 0, most: 0 };
  const ask = coalesced(async () => {
    counts.runs += 1;
    counts.together += 1;
    counts.most = Math.max(counts.most, counts.together);
    await new Promise((resolve) => setImmediate(resolve));
    counts.together -= 1;
    if (counts.runs <= failing) throw new Error("on purpose");
  });
  return { ask, counts };
}

test("a hundred wishes while one run is under way are one run more", async () => {
  const { ask, counts } = counted();
  await Promise.all(Array.from({ length: 100 }, ask));
  assert.deepEqual(counts, { runs: 2, together: 0, most: 1 });
});

test("a wish after the last run is a run of its own", async () => {
  const { ask, counts } = counted();
  await ask();
  await ask();
  assert.equal(counts.runs, 2);
});

test("a run that fails is told, and the next wish runs", async () => {
  const { ask, counts } = counted(1);
  await assert.rejects(ask(), { message: "on purpose" });
  await ask();
  assert.equal(counts.runs, 2);
});
