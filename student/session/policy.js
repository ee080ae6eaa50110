/** @file Policy: what a room lets this browser send, and what it asks of the signals; the relay refuses the rest. */

import { ALERTS, CUES, GROUPS } from "../../protocol/messages.js";
import { lets, POLICIES } from "../../protocol/policies.js";

/** @typedef {import("../../protocol/messages.js").State} State */
/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {{policy: import("../../protocol/messages.js").Policy, proctoring: boolean}} Rules */

/**
 * @param {Label} label as derived on this device
 * @param {Rules} rules
 * @returns {Label} as it may leave this device
 */
export function sendable(label, { policy, proctoring }) {
  const alerts = proctoring ? inOrder(ALERTS, label.alerts) : [];
  const cues = POLICIES[policy].cues ? inOrder(CUES, fittingCues(label)) : [];
  return { state: lets(policy, label.state) ? label.state : insteadOf(policy), cues, alerts };
}

/**
 * @param {import("../../protocol/policies.js").Policy} policy
 * @returns {State} what is told where the policy keeps the label here: that somebody is there, where it lets that
 */
function insteadOf(policy) {
  return lets(policy, "present") ? "present" : "self";
}

/**
 * @param {import("../../protocol/messages.js").RoomFacts | null} room
 * @returns {Omit<import("../../signals/contract/parameters.js").Settings, "masked">} what the room asks of the signals
 */
export function settingsOf(room) {
  return { proctoring: room?.proctoring === true, sensitivity: room?.sensitivity ?? "strict" };
}

/**
 * @param {Label} label
 * @returns {Label["cues"]} of whom nothing can be measured one group of reasons at most, of all others no group
 */
function fittingCues({ state, cues }) {
  const isGroup = (/** @type {Label["cues"][number]} */ cue) => inOrder(GROUPS, [cue]).length > 0;
  return state === "unknown" ? cues.filter(isGroup).slice(0, 1) : cues.filter((cue) => !isGroup(cue));
}

/**
 * @template {string} Word
 * @param {readonly Word[]} order
 * @param {Word[]} words
 * @returns {Word[]} as the relay orders them too, so that this page's journal and the board's rows are the same
 */
function inOrder(order, words) {
  return order.filter((word) => words.includes(word));
}
