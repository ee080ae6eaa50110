/** @file Each student's share of a kept lesson. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST_ROWS, Share } from "../../../teacher/saved_lessons/quota.js";

/** @typedef {import("../../../protocol/messages.js").StatusRow} StatusRow */

test("who says more than a day of lessons takes is kept up to there, and takes nothing from others", () => {
  const share = new Share();
  /** @type {StatusRow[]} */
  const flood = Array.from({ length: MOST_ROWS }, (_, seq) => ["ada", seq, seq, true, false, null]);
  assert.deepEqual(share.update({ statuses: flood }), { statuses: flood });
  assert.equal(share.update({ reports: [["ada", 1, 1, "focused", [], []]] }), null);
  assert.equal(share.within([["ada", "q1", 0]]).length, 0);
  const said = { statuses: [/** @type {StatusRow} */ (["ben", 1, 1, true, false, null])] };
  assert.deepEqual(share.update(said), said);
});

test("that all have left is said for all", () => {
  assert.deepEqual(new Share().update({ allLeftAt: 7 }), { allLeftAt: 7 });
});
