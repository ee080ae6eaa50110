/** @file Quick checks and the pace: who is counted, and for how long. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { PACE_FADES_MS as FADES_MS } from "../../../protocol/messages.js";
import { sumPace } from "../../../teacher/questions/pace_sum.js";
import { Tally } from "../../../teacher/questions/tally.js";

const PROMPT = { id: "abcd1234", text: "Clear?", choices: ["got it", "so-so", "lost"] };

test("each student's last answer counts, once", () => {
  const tally = new Tally(PROMPT);
  tally.update([
    ["ada", "abcd1234", 0],
    ["ben", "abcd1234", 2],
  ]);
  tally.update([["ada", "abcd1234", 2]]);
  assert.deepEqual(
    tally.read().map(({ count, share }) => [count, share]),
    [
      [0, 0],
      [0, 0],
      [2, 1],
    ],
  );
});

test("answers to another question, or to a choice there is not, count nowhere", () => {
  const tally = new Tally(PROMPT);
  tally.update([
    ["ada", "other000", 0],
    ["ben", "abcd1234", 4],
  ]);
  assert.equal(tally.answered, 0);
  assert.deepEqual(
    tally.read().map(({ share }) => share),
    [0, 0, 0],
  );
});

test("a press fades over five minutes, and who has left is not counted", () => {
  const press = (/** @type {number} */ at, online = true) => ({
    online,
    paceSince: at,
    status: { seq: 1, at, hand: false, lost: false, pace: /** @type {const} */ ("slower") },
  });
  // Pressed now: 1. Half of the five minutes ago: a half. Five minutes ago and before: nothing.
  const students = [press(FADES_MS), press(FADES_MS / 2), press(0), press(FADES_MS, false)];
  assert.deepEqual(sumPace(students, FADES_MS), { slower: 1.5, fine: 0, faster: 0 });
});
