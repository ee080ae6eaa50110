/** @file The search for a clapperboard: found wherever it is, to the frame, and told from another lesson's. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { clapperText } from "../../../../teacher/clapper_code.js";
import { findClapper } from "../../../../teacher/review/alignment/clapper_search.js";

const CODE = "ABCD-EFGH";
const AT_MS = 1_764_000_000_000;

/**
 * @param {[fromS: number, text: string][]} shown each for three seconds
 * @param {Partial<Parameters<typeof findClapper>[0]>} [more]
 */
async function search(shown, more = {}) {
  let looks = 0;
  const hit = await findClapper({
    look: async (videoS) => {
      looks += 1;
      return shown.find(([fromS]) => videoS >= fromS && videoS < fromS + 3)?.[1] ?? "";
    },
    ...{ code: CODE, durationS: 3600, expectedS: 0, known: [], onProgress: () => {} },
    signal: new AbortController().signal,
    ...more,
  });
  return { hit, looks };
}

test("a clapperboard of three seconds is found to the frame it came in", async () => {
  const { hit, looks } = await search([[421.37, clapperText(AT_MS, CODE)]]);
  assert.deepEqual([hit?.atMs, hit?.isOurs], [AT_MS, true]);
  assert.ok(Math.abs((hit?.videoS ?? 0) - 421.37) < 0.02);
  assert.ok(looks < 230, "two seconds at a step, and a few looks for the frame");
});

test("it is looked for where the lesson may begin, and then everywhere", async () => {
  const shown = /** @type {[number, string][]} */ ([[3000.2, clapperText(AT_MS, CODE)]]);
  assert.ok((await search(shown, { expectedS: 3000 })).looks < 330);
  assert.notEqual((await search(shown)).hit, null);
});

test("a second one is found where the first is known", async () => {
  const shown = /** @type {[number, string][]} */ ([
    [10, clapperText(AT_MS, CODE)],
    [900.5, clapperText(AT_MS + 890_500, CODE)],
  ]);
  const { hit } = await search(shown, { known: [10] });
  assert.equal(hit?.atMs, AT_MS + 890_500);
});

test("another lesson's is told as such, and only where this lesson's is nowhere", async () => {
  const other = /** @type {[number, string]} */ ([20, clapperText(AT_MS, "WXYZ-WXYZ")]);
  assert.equal((await search([other])).hit?.isOurs, false);
  assert.equal((await search([other, [40, clapperText(AT_MS, CODE)]])).hit?.isOurs, true);
  assert.equal((await search([[20, "https://school.example"]])).hit, null);
});

test("who stops the search is not kept waiting", async () => {
  const stop = new AbortController();
  stop.abort();
  const { hit, looks } = await search([[0, clapperText(AT_MS, CODE)]], { signal: stop.signal });
  assert.deepEqual([hit, looks], [null, 0]);
});
