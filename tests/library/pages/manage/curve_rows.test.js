/** @file Curve rows: what five people or more are in is a number, everything else is no zero. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { curveCsv, curveRows } from "../../../../library/pages/manage/curve_rows.js";

const curve = { bin_ms: 5000, bins: 3, sums: { first: [5, 0, 7], lost: [0, 0, 2] } };

test("a bin that fewer than five have seen has no numbers at all", () => {
  assert.deepEqual(curveRows(curve), [
    { start_s: 0, sums: [5, 0, 0, 0, 0, 0, 0] },
    { start_s: 5, sums: null },
    { start_s: 10, sums: [7, 0, 2, 0, 0, 0, 0] },
  ]);
  assert.deepEqual(
    curveRows({ bin_ms: 5000, bins: 1, sums: {} }).map(({ sums }) => sums),
    [null],
  );
});

test("the file says the same, with empty fields", () => {
  assert.equal(
    curveCsv(curve),
    "start_s,first,again,lost,slower,faster,back,left\r\n0,5,0,0,0,0,0,0\r\n5,,,,,,,\r\n10,7,0,2,0,0,0,0\r\n",
  );
});
