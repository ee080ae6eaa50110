/** @file A seat's link carries the place and what stands of it, and an ordinary link is none. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeatLink, seatLink } from "../../../student/handover/seat_link.js";

const QUIET = { hand: false, handAt: 0, lost: false, lostAt: 0, pace: null, paceAt: 0 };
const PAGE = "https://school.example/s";

/** @param {import("../../../student/handover/seat_link.js").Seat} seat */
const over = (seat) => readSeatLink(new URL(seatLink(PAGE, seat)).hash);

test("a place comes over with everything that stands, and the times at which it was pressed", () => {
  const standing = {
    ...{ hand: true, handAt: 1_790_000_000_001, lost: true, lostAt: 1_790_000_000_002 },
    ...{ pace: /** @type {const} */ ("slower"), paceAt: 1_790_000_000_003 },
  };
  const seat = { code: "07QM4-F2P9H", token: "WyJh-_.c2ln", standing };
  assert.deepEqual(over(seat), seat);
});

test("what does not stand is not written, whenever it was taken down", () => {
  const standing = { ...QUIET, handAt: 5, paceAt: 6 };
  assert.equal(seatLink(PAGE, { code: "C", token: "T", standing }), `${PAGE}#C&seat=T`);
  assert.deepEqual(over({ code: "C", token: "T", standing }), { code: "C", token: "T", standing: QUIET });
});

test("an ordinary link, and one that was cut, are no seat's", () => {
  assert.equal(readSeatLink("#07QM4-F2P9H"), null);
  assert.equal(readSeatLink(""), null);
  assert.equal(readSeatLink("#07QM4-F2P9H&hand=7"), null);
});

test("a time that is none is nothing that was said", () => {
  assert.deepEqual(readSeatLink("#C&seat=T&hand=soon&lost=-4&slower=1e99&loud=3")?.standing, QUIET);
});
