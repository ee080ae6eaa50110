/** @file The cue switches: what follows from what a student wears. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { MASKS } from "../../../signals/contract/masks.js";
import { maskedBy } from "../../../student/camera/cue_switches.js";

test("glasses leave lids and gaze alone, a mask the mouth, a veil mouth and brows", () => {
  assert.deepEqual(maskedBy(["glasses"]), ["eyes", "gaze"]);
  assert.deepEqual(maskedBy(["mask"]), ["mouth"]);
  assert.deepEqual(maskedBy(["veil"]), ["mouth", "brow"]);
});

test("what is hidden twice is left alone once", () => {
  assert.deepEqual(maskedBy(["mask", "veil", "brow"]), ["mouth", "brow"]);
});

test("every cue of the signals can be switched off by its own name", () => {
  const names = /** @type {import("../../../signals/contract/masks.js").MaskName[]} */ ([...MASKS]);
  assert.deepEqual(maskedBy(names), names);
});
