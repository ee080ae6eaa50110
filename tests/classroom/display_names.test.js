/** @file What the board calls its students. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Names } from "../../classroom/display_names.js";

test("two students of one name are told apart, and who came first keeps it", () => {
  const names = new Names();
  assert.equal(names.update({ id: "a", name: "Kim" }), "Kim");
  assert.equal(names.update({ id: "b", name: "Kim" }), "Kim (2)");
  assert.equal(names.update({ id: "c", name: "Kim" }), "Kim (3)");
  assert.equal(names.update({ id: "b", name: "Kim" }), "Kim (2)");
  assert.equal(names.update({ id: "a", name: "Kim" }), "Kim");
});

test("a name that is the same to the eye is the same name, however it is composed", () => {
  const names = new Names();
  names.update({ id: "a", name: "Zo\u00eb" });
  assert.equal(names.update({ id: "b", name: "Zoe\u0308" }), "Zoe\u0308 (2)");
});

test("who gave no name has a pseudonym", () => {
  assert.match(new Names().update({ id: "Xy3_-abc", name: null }), /^[A-Z][a-z]+ [A-Z][a-z]+$/);
});

test("a name whose bearer was forgotten is given to nobody else", () => {
  const names = new Names();
  for (const id of ["a", "b"]) names.update({ id, name: "Kim" });
  names.forget("a");
  assert.equal(names.update({ id: "c", name: "Kim" }), "Kim (3)");
  assert.equal(names.update({ id: "b", name: "Kim" }), "Kim (2)");
});
