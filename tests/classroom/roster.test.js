/** @file What the board makes of the relay's rows: order, gaps, repeats, comings and goings. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { DROPPED_AT_ONCE, MOST_REPORTS } from "../../classroom/reports.js";
import { MOST_GONE, MOST_PRESENCES, Roster } from "../../classroom/roster.js";
import { PACE_FADES_MS } from "../../protocol/messages.js";

/** @typedef {import("../../protocol/messages.js").ReportRow} ReportRow */

const ADA = "ada_0001";
const BEN = "ben_0002";

/**
 * @param {string} student
 * @param {number} seq
 * @returns {ReportRow}
 */
function report(student, seq) {
  return [student, seq, 1000 * seq, "focused", [], []];
}

/**
 * @param {number} first
 * @param {number} last
 */
function reportsOfAda(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => report(ADA, first + index));
}

/** @param {Roster} roster */
function numbersOfAda(roster) {
  return roster.students.get(ADA)?.reports.map(({ seq }) => seq);
}

test("a student who joins is asked for everything", () => {
  const roster = new Roster();
  const { changed, ask } = roster.apply({ presence: [[ADA, "Ada", "joined", 5]] });
  assert.deepEqual([...changed], [ADA]);
  assert.deepEqual([...ask], [[ADA, 0]]);
});

test("a student who comes back is asked from the last number held", () => {
  const roster = new Roster();
  roster.apply({ reports: reportsOfAda(1, 3) });
  roster.apply({ presence: [[ADA, "Ada", "left", 5]] });
  const { ask } = roster.apply({ presence: [[ADA, "Ada", "joined", 6]] });
  assert.deepEqual([...ask], [[ADA, 3]]);
});

test("reports without a gap ask for nothing", () => {
  const roster = new Roster();
  assert.equal(roster.apply({ reports: reportsOfAda(1, 4) }).ask.size, 0);
  assert.equal(roster.students.get(ADA)?.held, 4);
});

test("reports are kept in the order of their numbers, however they come", () => {
  const roster = new Roster();
  for (const seq of [4, 1, 3, 2]) roster.apply({ reports: [report(ADA, seq)] });
  assert.deepEqual(numbersOfAda(roster), [1, 2, 3, 4]);
});

test("a report that is held already changes nothing", () => {
  const roster = new Roster();
  roster.apply({ reports: reportsOfAda(1, 2) });
  const { changed, ask } = roster.apply({ reports: [[ADA, 2, 9999, "away", [], []]] });
  assert.equal(changed.size + ask.size, 0);
  assert.equal(roster.students.get(ADA)?.reports.at(-1)?.state, "focused");
});

test("a gap is asked for once while the answer is on its way", () => {
  const roster = new Roster();
  roster.apply({ reports: reportsOfAda(1, 2) });
  assert.deepEqual([...roster.apply({ reports: [report(ADA, 5)] }).ask], [[ADA, 2]]);
  assert.equal(roster.apply({ reports: [report(ADA, 6)] }).ask.size, 0);
});

test("an answered gap leaves nothing missing", () => {
  const roster = new Roster();
  roster.apply({ reports: [report(ADA, 1), report(ADA, 4)] });
  const { ask } = roster.apply({ reports: reportsOfAda(2, 4) });
  assert.equal(ask.size, 0);
  assert.equal(roster.students.get(ADA)?.held, 4);
  assert.deepEqual(numbersOfAda(roster), [1, 2, 3, 4]);
});

test("an answer in several messages is not asked for again between them", () => {
  const roster = new Roster();
  roster.apply({ reports: [report(ADA, 1), report(ADA, 500)] });
  assert.equal(roster.apply({ reports: reportsOfAda(2, 201) }).ask.size, 0);
  assert.equal(roster.apply({ reports: reportsOfAda(202, 401) }).ask.size, 0);
  assert.equal(roster.apply({ reports: reportsOfAda(402, 500) }).ask.size, 0);
  assert.equal(roster.students.get(ADA)?.held, 500);
});

test("a gap after an answered one is asked for too", () => {
  const roster = new Roster();
  roster.apply({ reports: [report(ADA, 1), report(ADA, 4)] });
  roster.apply({ reports: reportsOfAda(2, 4) });
  assert.deepEqual([...roster.apply({ reports: [report(ADA, 9)] }).ask], [[ADA, 4]]);
});

test("what the page no longer holds is done without after it was asked for", () => {
  const roster = new Roster();
  roster.apply({ reports: [report(ADA, 1), report(ADA, 4)] });
  const { ask } = roster.apply({ reports: reportsOfAda(3, 4) });
  assert.equal(ask.size, 0);
  assert.equal(roster.students.get(ADA)?.held, 4);
  assert.deepEqual(numbersOfAda(roster), [1, 3, 4]);
});

test("a second gap is asked for although the first was never filled", () => {
  const roster = new Roster();
  roster.apply({ presence: [[ADA, "Ada", "joined", 5]] });
  roster.apply({ reports: reportsOfAda(51, 53) });
  assert.deepEqual([...roster.apply({ reports: [report(ADA, 60)] }).ask], [[ADA, 0]]);
});

test("asking ends even where the answer itself has a hole", () => {
  const roster = new Roster();
  const answer = [...reportsOfAda(51, 53), ...reportsOfAda(60, 61)];
  roster.apply({ presence: [[ADA, "Ada", "joined", 5]] });
  assert.equal(roster.apply({ reports: answer }).ask.size, 1);
  assert.equal(roster.apply({ reports: answer }).ask.size, 0);
  assert.equal(roster.students.get(ADA)?.held, 61);
});

test("an older status does not undo a newer one", () => {
  const roster = new Roster();
  roster.apply({ statuses: [[ADA, 2, 10, true, false, null]] });
  assert.equal(roster.apply({ statuses: [[ADA, 1, 9, false, false, null]] }).changed.size, 0);
  assert.equal(roster.students.get(ADA)?.status?.hand, true);
});

test("a hand keeps the time it went up while other things change", () => {
  const roster = new Roster();
  roster.apply({ statuses: [[ADA, 1, 10, true, false, null]] });
  roster.apply({ statuses: [[ADA, 2, 20, true, true, null]] });
  assert.equal(roster.students.get(ADA)?.handSince, 10);
  roster.apply({ statuses: [[ADA, 3, 30, false, true, null]] });
  assert.equal(roster.students.get(ADA)?.handSince, null);
});

test("a pace keeps the time it was pressed until it is another, or has faded", () => {
  const roster = new Roster();
  const pressedAt = () => roster.students.get(ADA)?.paceSince;
  roster.apply({ statuses: [[ADA, 1, 10, false, false, "slower"]] });
  roster.apply({ statuses: [[ADA, 2, 20, true, false, "slower"]] });
  assert.equal(pressedAt(), 10);
  roster.apply({ statuses: [[ADA, 3, 30, true, false, "fine"]] });
  assert.equal(pressedAt(), 30);
  roster.apply({ statuses: [[ADA, 4, 30 + PACE_FADES_MS, true, false, "fine"]] });
  assert.equal(pressedAt(), 30 + PACE_FADES_MS);
  roster.apply({ statuses: [[ADA, 5, 40 + PACE_FADES_MS, true, false, null]] });
  assert.equal(pressedAt(), null);
});

test("where a page says when each was pressed, that counts, whichever status a board hears of first", () => {
  const roster = new Roster();
  roster.apply({ statuses: [[ADA, 7, 90, true, true, "faster", 10, 80, 30]] });
  const { handSince, lostSince, paceSince } = roster.students.get(ADA) ?? {};
  assert.deepEqual([handSince, lostSince, paceSince], [10, 80, 30]);
  roster.apply({ statuses: [[ADA, 8, 95, true, false, null, 94, null, null]] });
  const after = roster.students.get(ADA);
  assert.deepEqual([after?.handSince, after?.lostSince, after?.paceSince], [94, null, null]);
});

test("whoever the new roll does not name has left", () => {
  const roster = new Roster();
  const here = (/** @type {string} */ id) =>
    /** @type {import("../../protocol/messages.js").PresenceRow} */ ([id, null, "joined", 1]);
  roster.apply({ presence: [here(ADA), here(BEN)] });
  roster.apply({ allLeftAt: 50 });
  roster.apply({ presence: [here(BEN)] });
  assert.equal(roster.students.get(ADA)?.online, false);
  assert.equal(roster.students.get(ADA)?.presenceAt, 50);
  assert.equal(roster.students.get(BEN)?.online, true);
});

test("somebody who left earlier keeps the time of it", () => {
  const roster = new Roster();
  roster.apply({ presence: [[ADA, "Ada", "left", 7]] });
  assert.equal(roster.apply({ allLeftAt: 50 }).changed.size, 0);
  assert.equal(roster.students.get(ADA)?.presenceAt, 7);
});

test("of a pupil who sends without end the newest reports are held, and what is dropped is neither asked for nor taken again", () => {
  const roster = new Roster();
  roster.apply({ presence: [[ADA, "Ada", "joined", 5]] });
  for (let first = 1; first < MOST_REPORTS; first += 500)
    roster.apply({ reports: reportsOfAda(first, first + 499) });
  const ada = roster.students.get(ADA);
  assert.equal(ada?.reports.length, MOST_REPORTS);
  assert.equal(roster.apply({ reports: [report(ADA, MOST_REPORTS + 1)] }).ask.size, 0);
  assert.equal(ada?.dropped, DROPPED_AT_ONCE + 1);
  const { changed, ask, fresh } = roster.apply({ reports: reportsOfAda(1, 500) });
  assert.deepEqual([changed.size, ask.size, fresh], [0, 0, null]);
  assert.equal(ada?.held, MOST_REPORTS + 1);
});

test("a storm of falling numbers is held in order", () => {
  const roster = new Roster();
  for (let last = 9000; last > 0; last -= 500)
    roster.apply({ reports: reportsOfAda(last - 499, last).reverse() });
  assert.deepEqual(
    numbersOfAda(roster),
    Array.from({ length: 9000 }, (_, index) => index + 1),
  );
  assert.equal(roster.students.get(ADA)?.held, 9000);
});

test("a state that stands keeps its time, in whatever order its reports came", () => {
  const roster = new Roster();
  roster.apply({ reports: [report(ADA, 5), report(ADA, 6)] });
  assert.equal(roster.students.get(ADA)?.stateSince, 5000);
  roster.apply({ reports: [[ADA, 3, 3000, "focused", [], []]] });
  assert.equal(roster.students.get(ADA)?.stateSince, 3000);
  roster.apply({ reports: [[ADA, 4, 4000, "away", [], []]] });
  assert.equal(roster.students.get(ADA)?.stateSince, 5000);
  roster.apply({ reports: [[ADA, 7, 7000, "away", [], []]] });
  assert.equal(roster.students.get(ADA)?.stateSince, 7000);
});

test("a journal is given what nobody has told before", () => {
  const roster = new Roster();
  roster.apply({ reports: reportsOfAda(1, 2) });
  assert.deepEqual(roster.apply({ reports: reportsOfAda(2, 3) }).fresh, { reports: [report(ADA, 3)] });
  assert.equal(roster.apply({ reports: reportsOfAda(1, 3) }).fresh, null);
});

test("a pupil who comes and goes without end leaves no more comings than a lesson has", () => {
  const roster = new Roster();
  for (let at = 1; at <= 10_000; at += 1)
    roster.apply({ presence: [[ADA, "Ada", at % 2 === 0 ? "left" : "joined", at]] });
  const presences = roster.students.get(ADA)?.presences ?? [];
  assert.ok(presences.length <= MOST_PRESENCES, String(presences.length));
  assert.deepEqual(presences.at(-1), { at: 10_000, online: false });
});

test("of too many who have left, strangers who said nothing are forgotten, and nobody who is there", () => {
  const roster = new Roster();
  roster.apply({ presence: [[ADA, "Ada", "joined", 1]] });
  roster.apply({ presence: [[BEN, "Ben", "joined", 1]] });
  roster.apply({ reports: [report(BEN, 1)] });
  roster.apply({ presence: [[BEN, "Ben", "left", 2]] });
  const forgotten = new Set();
  for (let number = 0; number < MOST_GONE + 1000; number += 1)
    for (const change of /** @type {const} */ (["joined", "left"]))
      for (const id of roster.apply({ presence: [[`stranger_${number}`, "Mia", change, 3 + number]] })
        .changed)
        if (!roster.students.has(id)) forgotten.add(id);
  assert.ok(roster.students.size <= MOST_GONE + 2, String(roster.students.size));
  assert.ok(roster.students.has(ADA) && roster.students.has(BEN));
  assert.ok(forgotten.has("stranger_0") && !forgotten.has(`stranger_${MOST_GONE + 999}`));
});

test("a frame of rows that belong before all others reads what is held once, and not once a row", () => {
  const roster = new Roster();
  roster.apply({ reports: reportsOfAda(1001, 3000) });
  const ada = roster.students.get(ADA) ?? assert.fail();
  let reads = 0;
  ada.reports = new Proxy(ada.reports, {
    get(target, key, receiver) {
      if (typeof key === "string" && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  roster.apply({ reports: reportsOfAda(1, 500).reverse() });
  assert.equal(ada.reports.length, 2500);
  // Once where it stood, once at the end of the new list, once for the state that stands.
  assert.ok(reads < 4 * 2500, `${reads} reads`);
});
