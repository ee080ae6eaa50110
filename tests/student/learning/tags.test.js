/** @file Tags in files: what a student keeps comes back as it was, and a donation tells nothing but words and numbers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { untilNextMs } from "../../../student/learning/probe_timing.js";
import {
  donationOf,
  exportTags,
  importTags,
  MOST_TAGS,
  merged,
  TagFileError,
} from "../../../student/learning/tags.js";

const MINUTE_MS = 60_000;

/** @typedef {import("../../../student/learning/tags.js").Tag} Tag */

/**
 * @param {number} at
 * @param {Partial<Tag>} [other]
 * @returns {Tag}
 */
function tag(at, other = {}) {
  return { said: "bored", device: "focused", at, means: [at / 7, 1, 1, 0.5, 0.1], ...other };
}

test("what is exported is imported again, to the last digit", () => {
  const tags = [tag(1), tag(2, { means: null, device: null }), tag(3, { said: "following_partly" })];
  assert.deepEqual(importTags(exportTags(tags)), tags);
  assert.deepEqual(importTags(exportTags([])), []);
});

test("what is no file of tags is refused, and nothing hides in one that is", () => {
  const file = JSON.parse(exportTags([tag(1)]));
  const wrong = [
    "",
    "[]",
    "null",
    donationOf([tag(1)]),
    JSON.stringify({ ...file, version: 2 }),
    JSON.stringify({ ...file, tags: [tag(1, { said: /** @type {any} */ ("clever") })] }),
    JSON.stringify({ ...file, tags: [tag(1, { means: [1, 2] })] }),
    JSON.stringify({ ...file, tags: [tag(1, { at: /** @type {any} */ ("noon") })] }),
  ];
  for (const words of wrong) assert.throws(() => importTags(words), TagFileError, words);
  const more = JSON.stringify({ ...file, tags: [{ ...tag(1), name: "Eileen" }] });
  assert.deepEqual(importTags(more), [tag(1)]);
});

test("a donation holds a word and five rounded numbers each, and neither time nor order", () => {
  const tags = Array.from({ length: 20 }, (_, at) =>
    tag(at + 1_700_000_000_000, { means: [at, 0.12345, 1, 1, 0] }),
  );
  const words = donationOf([...tags, tag(5, { means: null })]);
  const donated = JSON.parse(words);
  assert.deepEqual(Object.keys(donated), ["format", "version", "cues", "tags"]);
  assert.equal(donated.tags.length, 20);
  for (const one of donated.tags) assert.deepEqual(Object.keys(one), ["said", "means"]);
  assert.doesNotMatch(words, /1700000|focused|0\.12345/);
  const places = donated.tags.map((/** @type {Tag} */ { means }) => means?.[0]);
  assert.deepEqual(
    [...places].sort((a, b) => a - b),
    tags.map((_, at) => at),
  );
  assert.notDeepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test("every order is as likely as another", () => {
  const seen = new Set();
  const draws = [0, 0.4, 0.9];
  for (const one of draws)
    for (const other of draws) {
      const left = [one, other];
      const donated = JSON.parse(donationOf([tag(0), tag(7), tag(14)], () => left.shift() ?? 0));
      seen.add(donated.tags.map((/** @type {Tag} */ { means }) => means?.[0]).join());
    }
  assert.equal(seen.size, 6);
});

test("two lists become one in order of time, each tag once, and the oldest goes where there are too many", () => {
  const many = Array.from({ length: MOST_TAGS }, (_, at) => tag(at + 10));
  assert.deepEqual(
    merged([tag(2), tag(1)], [tag(1), tag(3)]).map(({ at }) => at),
    [1, 2, 3],
  );
  const all = merged(many, [tag(5), tag(9999)]);
  assert.equal(all.length, MOST_TAGS);
  assert.equal(all[0]?.at, 11);
  assert.equal(all.at(-1)?.at, 9999);
});

test("the probe comes 8 to 15 minutes apart, by chance", () => {
  assert.equal(
    untilNextMs(() => 0),
    8 * MINUTE_MS,
  );
  assert.equal(
    untilNextMs(() => 1),
    15 * MINUTE_MS,
  );
  assert.notEqual(untilNextMs(), untilNextMs());
});
