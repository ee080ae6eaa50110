/** @file The wire log: bytes as RFC 6455 frames them, sums of all, and the last 200 to read. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, WireLog } from "../../../student/session/wire_log.js";

test("a browser's frame adds six bytes, eight from 126 on and fourteen from 65,536 on", () => {
  const sizes = [1, 125, 126, 65535, 65536].map((size) => bytesOf("x".repeat(size)) - size);
  assert.deepEqual(sizes, [6, 6, 8, 8, 14]);
});

test("a letter beyond ASCII counts the bytes it takes", () => {
  assert.equal(bytesOf("é→"), 2 + 3 + 6);
});

test("the sums go on where the oldest message is let go", () => {
  const log = new WireLog();
  for (let number = 1; number <= 201; number += 1) log.add("3", number);
  assert.equal(log.messages, 201);
  assert.equal(log.bytes, 201 * 7);
  assert.equal(log.sent.length, 200);
  assert.deepEqual(log.sent[0], { number: 2, packet: "3", bytes: 7, at: 2 });
});
