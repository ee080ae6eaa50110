/** @file The pretend class: as lively as a lesson, within what each kind of room lets through, and the same each time. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Roster } from "../../../classroom/roster.js";
import { labelOf } from "../../../classroom/student.js";
import { lets, POLICIES, POLICY_NAMES } from "../../../protocol/policies.js";
import { countLost, DEFAULTS } from "../../../teacher/board/hint/hint.js";
import { pretendLink, readPretendLink } from "../../../teacher/pretend/link.js";
import { PretendClass } from "../../../teacher/pretend/script.js";

const NOW_MS = 1_700_000_000_000;
const SECOND_MS = 1000;

/**
 * @param {import("../../../protocol/messages.js").Policy} policy
 * @param {number} seconds
 */
function played(policy, seconds) {
  const [roster, lesson] = [new Roster(), new PretendClass(policy)];
  roster.apply({ presence: lesson.students.map(({ id, name }) => [id, name, "joined", NOW_MS - 720_000]) });
  const told = [lesson.past(NOW_MS)];
  for (let second = 1; second <= seconds; second += 1)
    told.push(lesson.next(second, NOW_MS + second * SECOND_MS));
  for (const { reports, statuses } of told) {
    roster.apply({ reports });
    roster.apply({ statuses });
  }
  return { roster, told };
}

for (const policy of POLICY_NAMES) {
  test(`${policy}: 24 students say only what such a room lets through`, () => {
    const { roster, told } = played(policy, 120);
    assert.equal(roster.students.size, 24);
    for (const [, , , state, cues] of told.flatMap(({ reports }) => reports)) {
      assert.ok(lets(policy, state), state);
      assert.ok(POLICIES[policy].cues || cues.length === 0);
    }
  });

  test(`${policy}: within thirty seconds there are hands, and as many lost as raise the hint`, () => {
    const { roster } = played(policy, 25);
    const labels = [...roster.students.values()].map(labelOf);
    const { lost, here } = countLost(labels);
    assert.equal(here, 24);
    if (policy !== "presence") assert.ok(lost >= DEFAULTS.share * here, `${lost} lost`);
    assert.ok(labels.some(({ hand }) => hand));
    assert.ok(labels.some(({ lost }) => lost));
  });
}

test("it goes the same way each time", () => {
  assert.deepEqual(played("labels", 30).told, played("labels", 30).told);
});

test("its link says which kind of room is played, and no link of a real room is one", () => {
  for (const policy of POLICY_NAMES) assert.equal(readPretendLink(pretendLink(policy).slice(2)), policy);
  assert.equal(readPretendLink("#pretend"), "labels");
  for (const hash of ["", "#", "#00000-00000.1.x", "#pretending", "#pretend=self.1.x"])
    assert.equal(readPretendLink(hash), null);
});
