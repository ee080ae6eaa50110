/** @file Seen bins: kept a lesson, over reloads and tabs, and forgotten when asked. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SeenBins } from "../../../../library/pages/watch/seen.js";

function storing() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    read: (/** @type {string} */ key) => kept.get(key) ?? null,
    write: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    remove: (/** @type {string} */ key) => void kept.delete(key),
    kept,
  };
}

test("what is added is there, in another tab too, and nothing else is", () => {
  const store = storing();
  const bins = [0, 3, 4, 17, 2879];
  for (const bin of bins) new SeenBins(store, "a").add(bin);
  const seen = new SeenBins(store, "a");
  assert.deepEqual(
    Array.from({ length: 2880 }, (_, bin) => bin).filter((bin) => seen.has(bin)),
    bins,
  );
  assert.equal(new SeenBins(store, "b").has(0), false);
});

test("four hours take less than a kilobyte", () => {
  const store = storing();
  const seen = new SeenBins(store, "a");
  for (let bin = 0; bin < 2880; bin += 1) seen.add(bin);
  assert.equal([...store.kept.values()].join("").length, 720);
});

test("forgetting leaves nothing", () => {
  const store = storing();
  const seen = new SeenBins(store, "a");
  seen.add(5);
  seen.forget();
  assert.equal(seen.has(5), false);
  assert.equal(store.kept.size, 0);
});

test("what somebody else has written there is nothing", () => {
  const store = storing();
  store.write("readroom library seen a", "zzz?");
  const seen = new SeenBins(store, "a");
  assert.equal(seen.has(0), false);
  seen.add(0);
  assert.equal(seen.has(0), true);
});
