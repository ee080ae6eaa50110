/** @file What the board calls its students. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { DisplayNames } from "../../classroom/display_names.js";

test("two students of one name are told apart, and who came first keeps it", () => {
  const names = new DisplayNames();
  assert.equal(names.nameOf({ id: "a", name: "Kim" }), "Kim");
  assert.equal(names.nameOf({ id: "b", name: "Kim" }), "Kim (2)");
  assert.equal(names.nameOf({ id: "c", name: "Kim" }), "Kim (3)");
  assert.equal(names.nameOf({ id: "b", name: "Kim" }), "Kim (2)");
  assert.equal(names.nameOf({ id: "a", name: "Kim" }), "Kim");
});

test("a name that is the same to the eye is the same name, however it is composed", () => {
  const names = new DisplayNames();
  names.nameOf({ id: "a", name: "Zo\u00eb" });
  assert.equal(names.nameOf({ id: "b", name: "Zoe\u0308" }), "Zoe\u0308 (2)");
});

test("who gave no name has a pseudonym", () => {
  assert.match(new DisplayNames().nameOf({ id: "Xy3_-abc", name: null }), /^[A-Z][a-z]+ [A-Z][a-z]+$/);
});

test("a name whose bearer was forgotten is given to nobody else", () => {
  const names = new DisplayNames();
  for (const id of ["a", "b"]) names.nameOf({ id, name: "Kim" });
  names.forget("a");
  assert.equal(names.nameOf({ id: "c", name: "Kim" }), "Kim (3)");
  assert.equal(names.nameOf({ id: "b", name: "Kim" }), "Kim (2)");
});
