/** @file Told state: what the course's policy lets this browser tell of a label in the class's sums. */

import { STATES } from "../../../../protocol/states.js";
import { sendable } from "../../../../student/session/policy.js";

/** @typedef {import("../../../../protocol/messages.js").Label} Label */
/** @typedef {import("../../../../protocol/policies.js").Policy} Policy */

/** Those that say something of who watches; the library takes no others. */
const TOLD_GROUPS = ["attention", "presence", "absence"];

/**
 * @param {Label} label as derived on this device
 * @param {Policy} policy
 * @returns {import("../../../../protocol/states.js").State | null} null where nothing is told
 */
export function toldState(label, policy) {
  const { state } = sendable(label, { policy, proctoring: false });
  return TOLD_GROUPS.includes(STATES[state].group) ? state : null;
}
