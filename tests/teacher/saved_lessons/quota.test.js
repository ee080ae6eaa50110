/** @file Each student's share of a kept lesson. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_ROWS, Quota } from "../../../teacher/saved_lessons/quota.js";

/** @typedef {import("../../../protocol/messages.js").StatusRow} StatusRow */

test("who says more than a day of lessons takes is kept up to there, and takes nothing from others", () => {
  const share = new Quota();
  /** @type {StatusRow[]} */
  const flood = Array.from({ length: MOST_ROWS }, (_, seq) => ["ada", seq, seq, true, false, null]);
  assert.deepEqual(share.take({ statuses: flood }), { statuses: flood });
  assert.equal(share.take({ reports: [["ada", 1, 1, "focused", [], []]] }), null);
  assert.equal(share.takeRows([["ada", "q1", 0]]).length, 0);
  const said = { statuses: [/** @type {StatusRow} */ (["ben", 1, 1, true, false, null])] };
  assert.deepEqual(share.take(said), said);
});

test("that all have left is said for all", () => {
  assert.deepEqual(new Quota().take({ allLeftAt: 7 }), { allLeftAt: 7 });
});
