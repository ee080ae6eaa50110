/** @file Pseudonyms: two words, the same on every board, and no two alike. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Pseudonyms } from "../../classroom/pseudonym.js";

test("a pseudonym is two words and the same on every board", () => {
  const name = new Pseudonyms().nameOf("Xy3_-abc");
  assert.match(name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  assert.equal(new Pseudonyms().nameOf("Xy3_-abc"), name);
});

test("no two students share a pseudonym, and nobody's changes when others come", () => {
  const pseudonyms = new Pseudonyms();
  const ids = Array.from({ length: 5000 }, (_, index) => `student${index}`);
  const names = ids.map((id) => pseudonyms.nameOf(id));
  assert.equal(new Set(names).size, ids.length);
  assert.deepEqual(
    ids.map((id) => pseudonyms.nameOf(id)),
    names,
  );
});

test("pseudonyms spread over the whole list", () => {
  const names = Array.from({ length: 300 }, (_, index) => new Pseudonyms().nameOf(`id${index}`));
  assert.ok(new Set(names).size > 250);
});
