/** @file Which reason the student's page shows, and when. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { StandingReason } from "../../capture/standing_reason.js";

test("why nothing can be measured is said at once", () => {
  assert.equal(new StandingReason().update("low_light", "unknown", 5), "low_light");
});

test("beside any other state a reason is said once it has stood for a second, and goes at once", () => {
  const standing = new StandingReason();
  const told = [0, 0.6, 1.2, 1.4].map((at_s) =>
    standing.update(at_s < 1.4 ? "eyes_shut" : null, "calibrating", at_s),
  );
  assert.deepEqual(told, [null, null, "eyes_shut", null]);
});

test("another reason begins its second anew", () => {
  const standing = new StandingReason();
  standing.update("eyes_shut", "calibrating", 0);
  assert.equal(standing.update("face_cut", "calibrating", 1.2), null);
  assert.equal(standing.update("face_cut", "calibrating", 2.3), "face_cut");
});
