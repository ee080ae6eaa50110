/** @file What may leave the device stands in the schema's order, whatever order it was found in. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ALERTS, CUES, GROUPS } from "../../../protocol/messages.js";
import { GROUP_OF } from "../../../signals/contract/reasons.js";
import { sendable } from "../../../student/session/policy.js";

const { definitions } = JSON.parse(readFileSync("protocol/messages.schema.json", "utf-8"));

const SPOKEN = CUES.filter((cue) => !definitions.group.enum.includes(cue));

test("cues, groups and alerts are those of the schema, in its order", () => {
  assert.deepEqual([CUES, ALERTS], [definitions.cue.enum, definitions.alert.enum]);
  assert.deepEqual([GROUPS, [...SPOKEN, ...GROUPS]], [definitions.group.enum, [...CUES]]);
});

test("every reason of the signals has one of the wire's groups, or none", () => {
  const groups = new Set(Object.values(GROUP_OF).filter((group) => group !== null));
  assert.deepEqual([...groups].sort(), [...GROUPS].sort());
});

test("beside unknown one group leaves at most, and no other cue; beside any other state no group", () => {
  const rules = /** @type {const} */ ({ policy: "labels", proctoring: false });
  const sent = (/** @type {"unknown" | "away"} */ state) =>
    sendable({ state, cues: ["yawn", "camera", "face"], alerts: [] }, rules).cues;
  assert.deepEqual([sent("unknown"), sent("away")], [["camera"], ["yawn"]]);
});

for (const policy of /** @type {const} */ (["ask", "presence", "self"]))
  test(`no group of reasons leaves the device in a room of ${policy}`, () => {
    for (const group of GROUPS)
      assert.deepEqual(
        sendable({ state: "unknown", cues: [group], alerts: [] }, { policy, proctoring: policy !== "self" }),
        { state: policy === "self" ? "self" : "unknown", cues: [], alerts: [] },
      );
  });

test("a label's cues and alerts leave in that order", () => {
  const label = {
    state: /** @type {const} */ ("confused"),
    cues: [...CUES].reverse(),
    alerts: [...ALERTS].reverse(),
  };
  const sent = sendable(label, { policy: "labels", proctoring: true });
  assert.deepEqual([sent.cues, sent.alerts], [SPOKEN, [...ALERTS]]);
});
