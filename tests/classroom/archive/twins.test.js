/** @file Rounding, banding and refusals of class curves, in step with library/archive/ by their shared vectors. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { refusalOf } from "../../../classroom/archive/refusals.js";
import { BANDS, bandOf, beginOf, shareCode } from "../../../classroom/archive/rounding.js";

/** @type {Record<string, (argument: any) => unknown>} */
const CALLS = { share_code: shareCode, band_of: bandOf, refusal_of: refusalOf };
/** @type {{call: string, steps: {args: [unknown], returns: unknown}[]}[]} */
const vectors = JSON.parse(readFileSync(new URL("../../vectors/archive.json", import.meta.url), "utf8"));

for (const { call, steps } of vectors)
  test(`${call} gives what the shared vectors say`, () => {
    for (const { args, returns } of steps) assert.deepEqual(CALLS[call]?.(args[0]), returns);
  });

test("every number of people of five or more has one band, which begins at it or below", () => {
  for (let people = 5; people < 300; people += 1) {
    const band = bandOf(people);
    assert.ok(band !== null && BANDS.includes(band));
    assert.ok(beginOf(band) <= people);
  }
});
