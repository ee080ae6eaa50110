/** @file The example on the consent page is the message the room's policy lets through. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleOf } from "../../../student/panels/consent.js";
import { speakEnglish } from "../../look/english.js";

speakEnglish("look", "student");

/** @typedef {import("../../../student/panels/consent.js").Example} Example */

/**
 * @param {import("../../../protocol/messages.js").Policy} policy
 * @param {Example} name
 * @param {boolean} proctoring
 */
function example(policy, name, proctoring = false) {
  const facts = { code: "", anonymous: false, sensitivity: /** @type {const} */ ("strict"), now: 7 };
  return exampleOf({ ...facts, policy, proctoring }, name);
}

test("a room of labels sends the guess and its reasons", () => {
  assert.deepEqual(JSON.parse(example("labels", "puzzled")), [
    "report",
    {
      seq: 1,
      at: 7,
      state: "confused",
      cues: ["brow_lowered", "head_tilted", "no_smile", "gaze_centred"],
      alerts: [],
    },
  ]);
});

test("a room of labels sends what kind of reason it is that nothing can be measured for, no other room does", () => {
  assert.match(example("labels", "dark"), /"state":"unknown","cues":\["light"\]/);
  for (const policy of /** @type {const} */ (["ask", "presence"]))
    assert.match(example(policy, "dark"), /"state":"unknown","cues":\[\]/);
});

for (const policy of /** @type {const} */ (["ask", "presence"])) {
  test(`a room of ${policy} sends that somebody is there, and nothing new for a puzzled face`, () => {
    assert.match(example(policy, "focused"), /"state":"present","cues":\[\]/);
    assert.match(example(policy, "puzzled"), /^Nothing is sent.*Present/);
    assert.match(example(policy, "gone"), /"state":"absent"/);
  });
}

test("alerts stand in a proctoring room's example alone", () => {
  assert.match(example("presence", "away", true), /"alerts":\["gaze_away"\]/);
  assert.match(example("labels", "away"), /"alerts":\[\]/);
});

test("what is pressed is the same message in every room", () => {
  const told = ["labels", "ask", "presence", "self"].map((policy) =>
    example(/** @type {import("../../../protocol/messages.js").Policy} */ (policy), "lost"),
  );
  assert.deepEqual(
    new Set(told),
    new Set([
      '["status",{"seq":1,"at":7,"hand":false,"lost":true,"pace":null,"hand_at":null,"lost_at":7,"pace_at":null}]',
    ]),
  );
});
