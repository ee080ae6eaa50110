/** @file The teacher token in the link of a board. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readTeacherKey, viewOf } from "../../teacher/token.js";

test("the room's code is read from the board's link", () => {
  const key = readTeacherKey("#00000-00000.1790000000.signature");
  assert.ok(typeof key !== "string");
  assert.equal(key.room.code, "00000-00000");
});

test("half a board link is no key", () => {
  for (const hash of ["", "#", "#nonsense", "#00000-00000", "#00000-00000.17", "#00000-00001.17.signature"])
    assert.equal(readTeacherKey(hash), "no_key", hash);
});

test("the link of a kind of room that came after this page is told from half a link", () => {
  assert.equal(readTeacherKey("#7ZQM4-F2P9M.1790000000.signature"), "unknown_kind");
});

test("a link's role stands before its code, and a teacher's has none", () => {
  for (const [prefix, role] of [
    ["", "teacher"],
    ["w.", "watcher"],
    ["p.", "projector"],
  ]) {
    const key = readTeacherKey(`#${prefix}00000-00000.1790000000.signature&view=dock`);
    assert.ok(typeof key !== "string");
    assert.deepEqual([key.role, key.room.code], [role, "00000-00000"]);
    assert.equal(key.token, `${prefix}00000-00000.1790000000.signature`);
  }
  for (const hash of ["#w.", "#w.00000-00000.17", "#x.00000-00000.1790000000.signature"])
    assert.equal(readTeacherKey(hash), "no_key", hash);
});

test("a link names a view, or opens the whole board", () => {
  const link = "#w.00000-00000.1790000000.signature";
  assert.equal(viewOf(`${link}&view=dock`), "dock");
  assert.equal(viewOf(`${link}&view=overlay`), "overlay");
  for (const rest of ["", "&view=", "&view=docked", "&view=board"])
    assert.equal(viewOf(link + rest), "board");
});
