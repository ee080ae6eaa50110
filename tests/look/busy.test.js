/** @file A busy button says so, and has its own words back afterwards. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBy } from "../../look/busy.js";
import { speakEnglish } from "./english.js";

test("a button says what it waits for, and has its own words back", () => {
  speakEnglish("look");
  const attributes = new Map();
  const button = { textContent: "Expressions", setAttribute: attributes.set.bind(attributes) };
  const say = saidBy(/** @type {any} */ (button));
  say(true);
  assert.deepEqual([button.textContent, attributes.get("aria-busy")], ["Waiting for the network …", "true"]);
  say(false);
  assert.deepEqual([button.textContent, attributes.get("aria-busy")], ["Expressions", "false"]);
});
