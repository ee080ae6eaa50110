/** @file Policies: what a student's browser may send in a room. Twin of policies.json, which the relay enforces. */

import { STATES } from "./states.js";

/** @typedef {import("./states.js").State} State */

export const POLICIES = /** @type {const} */ ({
  labels: {
    kind: null,
    camera: true,
    sensitivity: true,
    cues: true,
    groups: ["attention", "absence", "pending", "self"],
    counted: ["confused", "away", "neutral", "focused"],
  },
  ask: {
    kind: null,
    camera: true,
    sensitivity: true,
    cues: false,
    groups: ["presence", "absence", "pending", "self"],
    counted: ["present", "absent"],
  },
  presence: {
    kind: null,
    camera: true,
    sensitivity: false,
    cues: false,
    groups: ["presence", "absence", "pending", "self"],
    counted: ["present", "absent"],
  },
  self: { kind: null, camera: false, sensitivity: false, cues: false, groups: ["self"], counted: ["self"] },
});

/** @typedef {keyof typeof POLICIES} Policy */

export const POLICY_NAMES = /** @type {readonly Policy[]} */ (Object.keys(POLICIES));

/**
 * Whether a policy lets a state through.
 * @param {Policy} policy
 * @param {State} state
 */
export function lets(policy, state) {
  /** @type {readonly string[]} */
  const groups = POLICIES[policy].groups;
  return groups.includes(STATES[state].group);
}
