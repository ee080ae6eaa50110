/** @file A press is called arrived where the relay took it and a teacher is there, and never before. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Receipt } from "../../../student/session/receipt.js";

/** @typedef {import("../../../student/session/receipt.js").Line} Line */

/** @type {Line} */
const WATCHED = { online: true, teachers: 1 };
/** @type {Line} */
const ALONE = { online: true, teachers: 0 };
/** @type {Line} */
const CUT = { online: false, teachers: 0 };

const TAKEN = /** @type {const} */ ({ ok: true });
const OVER = /** @type {const} */ ({ ok: false, error: "not_running", message: "" });

/** @param {Partial<import("../../../student/session/receipt.js").Press>} press */
function pressed(press = {}) {
  const receipt = new Receipt();
  receipt.pressed({ what: "hand", value: true, seq: 4, ...press });
  return receipt;
}

test("nothing pressed is nothing to tell", () => {
  assert.equal(new Receipt().way(WATCHED), null);
});

test("a press has arrived when the relay has taken it and a teacher is there", () => {
  const receipt = pressed();
  assert.equal(receipt.way(WATCHED), "sending");
  receipt.heard("status", 4, TAKEN);
  assert.equal(receipt.way(WATCHED), "arrived");
  assert.equal(receipt.way(ALONE), "no-teacher");
});

test("without a line it is on no way, and what came before is no word on it", () => {
  const receipt = pressed();
  receipt.heard("status", 3, TAKEN);
  assert.equal(receipt.way(WATCHED), "sending");
  assert.equal(receipt.way(CUT), "no-line");
});

test("a later message of the same kind carries it too, one of another kind does not", () => {
  const status = pressed();
  status.heard("answer", 9, TAKEN);
  assert.equal(status.way(WATCHED), "sending");
  status.heard("status", 9, TAKEN);
  assert.equal(status.way(WATCHED), "arrived");
  const answer = pressed({ what: "answer", seq: 2 });
  answer.heard("status", 9, TAKEN);
  assert.equal(answer.way(WATCHED), "sending");
  answer.heard("answer", 2, TAKEN);
  assert.equal(answer.way(WATCHED), "arrived");
});

test("a hand that a teacher saw is told anew when the line comes back, since boards may have changed", () => {
  const receipt = pressed();
  receipt.heard("status", 4, TAKEN);
  assert.equal(receipt.way(CUT), "no-line");
  assert.equal(receipt.way(WATCHED), "arrived");
});

test("an answer that came after the end is told as that, until another is given", () => {
  const receipt = pressed({ what: "answer", seq: 2 });
  receipt.heard("answer", 1, OVER);
  assert.equal(receipt.way(WATCHED), "sending");
  receipt.heard("answer", 2, OVER);
  assert.equal(receipt.way(WATCHED), "too-late");
  receipt.pressed({ what: "lost", value: true, seq: 7 });
  assert.equal(receipt.way(WATCHED), "sending");
});

test("what the teacher took down has no receipt any more", () => {
  const receipt = pressed();
  receipt.lowered("lost");
  assert.equal(receipt.way(WATCHED), "sending");
  receipt.lowered("hand");
  assert.equal(receipt.way(WATCHED), null);
});

test("the fact that was said is the one whose receipt is told, and each change is", () => {
  let changes = 0;
  const receipt = new Receipt(() => changes++);
  receipt.said({ pace: null }, 7);
  assert.deepEqual(receipt.press, { what: "pace", value: null, seq: 7 });
  receipt.heard("status", 7, TAKEN);
  assert.equal(changes, 2);
});
