/** @file Prints, as JSON lines, what the student's page would send of every label under every policy. */

import { readFileSync } from "node:fs";
import { sendable } from "../../student/session/policy.js";

const { definitions } = JSON.parse(
  readFileSync(new URL("../../protocol/messages.schema.json", import.meta.url), "utf-8"),
);

const isGroup = (/** @type {string} */ cue) => definitions.group.enum.includes(cue);
const spoken = definitions.cue.enum.filter((/** @type {string} */ cue) => !isGroup(cue));

/** @param {string} state */
const cuesOf = (state) => (state === "unknown" ? [definitions.group.enum[0]] : spoken);

for (const policy of definitions.joined.properties.policy.enum)
  for (const proctoring of policy === "self" ? [false] : [false, true])
    for (const state of definitions.state.enum)
      for (const alert of [null, ...definitions.alert.enum]) {
        const label = { state, cues: cuesOf(state), alerts: alert === null ? [] : [alert] };
        console.log(
          JSON.stringify({ policy, proctoring, label, sent: sendable(label, { policy, proctoring }) }),
        );
      }
