/** @file The orders and filters a teacher may choose. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../../../classroom/roster.js";
import { labelOf, newStudent } from "../../../../classroom/student.js";
import { matches } from "../../../../teacher/board/sorting/filter.js";
import { inOrder } from "../../../../teacher/board/sorting/orders.js";

/** Chiara joined first and is confused, Ada joined last, Ben between them. */
function newClass() {
  const roster = new Roster();
  roster.apply({ presence: [["Chiara", "Chiara", "joined", 10]] });
  roster.apply({ presence: [["Ben", "Ben", "joined", 20]] });
  roster.apply({ presence: [["Ada", "Ada", "joined", 30]] });
  for (const id of ["Ada", "Ben"]) roster.apply({ reports: [[id, 1, 40, "focused", [], []]] });
  roster.apply({ reports: [["Chiara", 1, 40, "confused", [], []]] });
  return roster.students.values();
}

/**
 * @param {import("../../../../teacher/board/sorting/orders.js").Order} order
 * @param {string[]} pinned
 */
function orderOf(order, ...pinned) {
  const wish = { order, nameOf: (/** @type {{id: string}} */ { id }) => id, pinned: new Set(pinned) };
  return inOrder(newClass(), wish).map(({ id }) => id);
}

test("by need, by name, by who joined first", () => {
  assert.deepEqual(orderOf("need"), ["Chiara", "Ada", "Ben"]);
  assert.deepEqual(orderOf("name"), ["Ada", "Ben", "Chiara"]);
  assert.deepEqual(orderOf("join"), ["Chiara", "Ben", "Ada"]);
});

test("who is pinned stands first, in the same order among themselves", () => {
  assert.deepEqual(orderOf("name", "Chiara", "Ben"), ["Ben", "Chiara", "Ada"]);
});

const calm = { ...labelOf(newStudent("x")), state: /** @type {const} */ ("focused") };
const gul = { name: "Gül Yılmaz", label: calm, pinned: false };

test("a search finds a name without its accents, in any case", () => {
  assert.equal(matches({ shown: "all", search: " gul " }, gul), true);
  assert.equal(matches({ shown: "all", search: "ada" }, gul), false);
});

test("those in need are who call, who are possibly lost, and who are away; not who is writing or at ease", () => {
  const wish = { shown: /** @type {const} */ ("need"), search: "" };
  for (const state of /** @type {const} */ (["confused", "drowsy", "away", "absent"]))
    assert.equal(matches(wish, { ...gul, label: { ...calm, state } }), true, state);
  for (const state of /** @type {const} */ (["focused", "down", "unknown", "offline"]))
    assert.equal(matches(wish, { ...gul, label: { ...calm, state } }), false, state);
  assert.equal(matches(wish, { ...gul, label: { ...calm, hand: true } }), true);
});

test("pinned alone shows who is pinned", () => {
  assert.equal(matches({ shown: "pinned", search: "" }, gul), false);
  assert.equal(matches({ shown: "pinned", search: "" }, { ...gul, pinned: true }), true);
});
