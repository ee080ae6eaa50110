/** @file The clapperboard's letters: a moment and a room's hash, there and back, and nothing that opens the room. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { clapperText, codeHash, readClapper } from "../../teacher/clapper_code.js";

test("a moment is read back to the millisecond, with the hash of its room", () => {
  const text = clapperText(1_764_000_000_123.4, "ABCD-EFGH");
  assert.deepEqual(readClapper(text), { atMs: 1_764_000_000_123, hash: codeHash("ABCD-EFGH") });
  assert.ok(!text.includes("ABCD"), "the code itself is in no recording");
});

test("the hash is FNV-1a folded to sixteen bits", () => {
  // FNV-1a of nothing is its basis, 0x811c9dc5: 0x811c ^ 0x9dc5; of "a" it is 0xe40c292c, from the authors' own table.
  assert.equal(codeHash(""), "1cd9");
  assert.equal(codeHash("a"), "cd20");
  assert.notEqual(codeHash("ABCD-EFGH"), codeHash("ABCD-EFGJ"));
});

test("any other code in the picture is none of ours", () => {
  for (const text of [
    "",
    "https://school.example/s#ABCD",
    "RR1:12:0000",
    "RR2:1764000000123:0000",
    "RR1:1764000000123:00G0",
  ])
    assert.equal(readClapper(text), null, text);
});
