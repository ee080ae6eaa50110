/** @file Who comes first on the board, and how often the order may change. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../../../classroom/roster.js";
import { byNeed } from "../../../../teacher/board/sorting/need.js";
import { SortThrottle } from "../../../../teacher/board/sorting/throttle.js";

/** @typedef {import("../../../../protocol/messages.js").State} State */
/** @typedef {import("../../../../protocol/messages.js").Alert} Alert */

/**
 * @param {Roster} roster
 * @param {string} id
 * @param {State} state
 * @param {Alert[]} [alerts]
 */
function seat(roster, id, state, alerts = []) {
  roster.apply({ presence: [[id, id, "joined", 0]] });
  roster.apply({ reports: [[id, 1, 0, state, [], alerts]] });
}

/** @param {Roster} roster */
function order(roster) {
  return byNeed(roster.students.values(), ({ id }) => id).map(({ id }) => id);
}

test("who needs help first: alert, hand, lost, confused, drowsy, away, ..., offline", () => {
  const roster = new Roster();
  seat(roster, "a-offline", "confused");
  seat(roster, "b-focused", "focused");
  seat(roster, "c-away", "away");
  seat(roster, "d-drowsy", "drowsy");
  seat(roster, "e-confused", "confused");
  seat(roster, "f-lost", "focused");
  seat(roster, "g-hand", "focused");
  seat(roster, "h-alert", "absent", ["no_face"]);
  roster.apply({ presence: [["a-offline", "a", "left", 1]] });
  roster.apply({ statuses: [["f-lost", 1, 0, false, true, null]] });
  roster.apply({ statuses: [["g-hand", 1, 0, true, false, null]] });
  assert.deepEqual(order(roster), [
    "h-alert",
    "g-hand",
    "f-lost",
    "e-confused",
    "d-drowsy",
    "c-away",
    "b-focused",
    "a-offline",
  ]);
});

test("hands stand in the order they went up", () => {
  const roster = new Roster();
  for (const id of ["ada", "ben", "cem"]) seat(roster, id, "focused");
  roster.apply({ statuses: [["cem", 1, 10, true, false, null]] });
  roster.apply({ statuses: [["ada", 1, 20, true, false, null]] });
  assert.deepEqual(order(roster), ["cem", "ada", "ben"]);
});

test("equals stand by name, with numbers in their own order", () => {
  const roster = new Roster();
  for (const id of ["Heron 10", "Heron 9", "Ada"]) seat(roster, id, "focused");
  assert.deepEqual(order(roster), ["Ada", "Heron 9", "Heron 10"]);
});

test("tiles move at most every five seconds", () => {
  const pace = new SortThrottle();
  const sorted = [0, 1000, 4999, 5000, 6000].map((nowMs) => pace.isDue({ nowMs, urgent: false }));
  assert.deepEqual(sorted, [true, false, false, true, false]);
});

test("somebody who calls for the teacher moves at once", () => {
  const pace = new SortThrottle();
  pace.isDue({ nowMs: 0, urgent: false });
  assert.equal(pace.isDue({ nowMs: 1, urgent: true }), true);
});

test("a class that is just arriving is sorted at every change", () => {
  const pace = new SortThrottle();
  pace.settle(0);
  const sorted = [0, 100, 2999, 3001].map((nowMs) => pace.isDue({ nowMs, urgent: false }));
  assert.deepEqual(sorted, [true, true, true, false]);
});
