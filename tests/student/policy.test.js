/** @file What may leave the device stands in the schema's order, whatever order it was found in. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ALERTS, CUES } from "../../protocol/messages.js";
import { sendable } from "../../student/policy.js";

const { definitions } = JSON.parse(readFileSync("protocol/messages.schema.json", "utf-8"));

test("cues and alerts are those of the schema, in its order", () => {
  assert.deepEqual([CUES, ALERTS], [definitions.cue.enum, definitions.alert.enum]);
});

test("a label's cues and alerts leave in that order", () => {
  const label = {
    state: /** @type {const} */ ("confused"),
    cues: [...CUES].reverse(),
    alerts: [...ALERTS].reverse(),
  };
  const sent = sendable(label, { policy: "labels", proctoring: true });
  assert.deepEqual([sent.cues, sent.alerts], [[...CUES], [...ALERTS]]);
});
