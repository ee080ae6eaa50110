/** @file Curve rows: what five people or more are in is a number, everything else is no zero. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { curveCsv, curveRows } from "../../../../library/pages/manage/curve_rows.js";

const curve = { bin_ms: 5000, bins: 3, sums: { first: [5, 0, 8], lost: [0, 0, 2] } };
const measured = { bin_ms: 5000, bins: 2, sums: { first: [10, 5], focused: [4, 0], away: [1, 0] } };

test("a bin that fewer than five have seen has no numbers at all", () => {
  const counts = (/** @type {number[]} */ ...all) => all.map((count) => ({ count }));
  assert.deepEqual(curveRows(curve, "self"), [
    { start_s: 0, cells: counts(5, 0, 0, 0, 0, 0, 0, 0) },
    { start_s: 5, cells: Array(8).fill(null) },
    { start_s: 10, cells: counts(8, 0, 2, 0, 0, 0, 0, 25) },
  ]);
  assert.deepEqual(
    curveRows({ bin_ms: 5000, bins: 1, sums: {} }, "labels").map(({ cells }) => cells),
    [Array(8).fill(null)],
  );
});

test("the file says the same, with empty fields", () => {
  assert.equal(
    curveCsv(curve, "self"),
    "start_s,first,again,lost,slower,faster,back,left,lost_per_100\r\n0,5,0,0,0,0,0,0,0\r\n5,,,,,,,,\r\n10,8,0,2,0,0,0,0,25\r\n",
  );
});

test("states stand beside how many were measured and the interval of the share, and not where nobody was", () => {
  assert.deepEqual(curveCsv(measured, "labels").split("\r\n").slice(0, 3), [
    "start_s,first,again,lost,slower,faster,back,left,lost_per_100,focused,away,measured,coverage,focused_share,share_low,share_high",
    "0,10,0,0,0,0,0,0,0,4,1,5,0.5,0.8,0.3755,0.9638",
    "5,5,0,0,0,0,0,0,0,,,,,,,",
  ]);
});
