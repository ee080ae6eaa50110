/** @file The developer's page writes recordings as the tools in offline/ read and write them. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/**
 * @param {string} file
 * @param {RegExp} pattern with one group
 */
function constant(file, pattern) {
  const [, value] = pattern.exec(readFileSync(file, "utf-8")) ?? [];
  assert.ok(value !== undefined, `${file} has no ${pattern}`);
  return value;
}

test("a recording's first line names the format that the replay reads", () => {
  for (const pattern of [/\bFORMAT = "([^"]+)"/, /\bVERSION = (\d+)/])
    assert.equal(
      constant("dev/landmark_file.js", pattern),
      constant("offline/recordings/recording.js", pattern),
    );
});

test("landmarks are rounded as the recorder rounds them", () => {
  const steps = Number(constant("dev/dev_worker.js", /STEPS_PER_UNIT = ([\de]+)/));
  const decimals = Number(constant("offline/recordings/writing.py", /LANDMARK_DECIMALS = (\d+)/));
  assert.equal(steps, 10 ** decimals);
});
