/** @file Announcements: each call once, and not too often. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Announcements } from "../../../../teacher/board/tiles/announcements.js";
import { speakEnglish } from "../../../look/english.js";

speakEnglish("look", "teacher");

test("a call is announced once", () => {
  const announcements = new Announcements();
  announcements.set("a", "Ada", ["Hand raised"]);
  announcements.set("a", "Ada", ["Hand raised"]);
  assert.equal(announcements.next(0), "Ada: Hand raised.");
  assert.equal(announcements.next(60_000), null);
});

test("announcements come at most every ten seconds, gathered", () => {
  const announcements = new Announcements();
  announcements.set("a", "Ada", ["Hand raised"]);
  announcements.next(0);
  for (const name of ["Ben", "Cem", "Dora", "Elif", "Fay"]) announcements.set(name, name, ["No face"]);
  assert.equal(announcements.next(9_999), null);
  assert.equal(announcements.next(10_000), "Ben: No face. Cem: No face. Dora: No face. And 2 more.");
});

test("a call that ended before it was said stays unsaid", () => {
  const announcements = new Announcements();
  announcements.set("a", "Ada", ["No face"]);
  announcements.set("a", "Ada", []);
  assert.equal(announcements.next(0), null);
});

test("two students of one name are told apart", () => {
  const announcements = new Announcements();
  announcements.set("a", "Kim", ["Hand raised"]);
  announcements.set("b", "Kim", ["Hand raised"]);
  assert.equal(announcements.next(0), "Kim: Hand raised. Kim: Hand raised.");
});
