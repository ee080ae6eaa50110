/** @file A student's reports in the order of their numbers: how few of them are touched, and how many are held. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bound, DROPPED_AT_ONCE, MOST_REPORTS, merge, placeOf, stateSince } from "../../classroom/reports.js";

/** @typedef {import("../../protocol/messages.js").ReportMessage} ReportMessage */
/** @typedef {import("../../protocol/messages.js").State} State */

/**
 * @param {number} seq
 * @param {State} [state]
 * @returns {ReportMessage}
 */
const report = (seq, state = "focused") => ({ seq, at: 1000 * seq, state, cues: [], alerts: [] });

const reports = (/** @type {number[]} */ ...numbers) => numbers.map((seq) => report(seq));
const seqs = (/** @type {ReportMessage[]} */ list) => list.map(({ seq }) => seq);

/** A list that counts how often one of its places is read. */
function counting(/** @type {ReportMessage[]} */ list) {
  const count = { reads: 0 };
  const watched = new Proxy(list, {
    get(target, key, receiver) {
      if (typeof key === "string" && /^\d+$/.test(key)) count.reads += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  return { watched, count };
}

test("reports are merged in the order of their numbers, each once, and the first of two counts", () => {
  const list = reports(2, 4, 6);
  const { added, repeated } = merge(list, [
    report(1),
    report(4, "away"),
    report(5),
    report(9),
    report(9, "away"),
  ]);
  assert.deepEqual(seqs(list), [1, 2, 4, 5, 6, 9]);
  assert.deepEqual(
    [seqs(added), seqs(repeated)],
    [
      [1, 5, 9],
      [4, 9],
    ],
  );
  assert.ok(list.every(({ state }) => state === "focused"));
});

test("nothing merged is nothing changed", () => {
  const list = reports(1, 2);
  assert.deepEqual(merge(list, []), { added: [], repeated: [] });
  assert.deepEqual(seqs(list), [1, 2]);
});

test("a place among ten thousand is found by looking at fewer than twenty", () => {
  const { watched, count } = counting(reports(...Array.from({ length: MOST_REPORTS }, (_, index) => index)));
  assert.equal(placeOf(watched, 17), 17);
  assert.ok(count.reads < 20, `${count.reads} looked at`);
});

test("a frame of falling numbers before all others reads each report that is held once, and not once a row", () => {
  const held = Array.from({ length: 2000 }, (_, index) => 1000 + index);
  const { watched, count } = counting(reports(...held));
  merge(watched, reports(...Array.from({ length: 500 }, (_, index) => 500 + index)));
  assert.equal(watched.length, 2500);
  // Twice: where it stood, and where the list looks at its own end.
  assert.ok(count.reads < 3 * watched.length, `${count.reads} looked at`);
});

test("of too many reports the newest are held, and the oldest go some at a time", () => {
  const list = reports(...Array.from({ length: MOST_REPORTS }, (_, index) => index + 1));
  assert.equal(bound(list), 0);
  list.push(report(MOST_REPORTS + 1));
  const dropped = bound(list);
  assert.equal(dropped, DROPPED_AT_ONCE + 1);
  assert.deepEqual([list[0]?.seq, list.length], [dropped + 1, MOST_REPORTS - DROPPED_AT_ONCE]);
});

test("a state has stood since the first of the reports that repeat it", () => {
  assert.equal(stateSince([report(1, "away"), report(2), report(3)]), 2000);
  assert.equal(stateSince([]), 0);
});
