/** @file Presentation of a label: what a tile says first, where a student's own word stands over what a camera guesses. */

import { PACE_FADES_MS } from "../../../protocol/messages.js";
import { lets } from "../../../protocol/policies.js";
import { STATES } from "../../../protocol/states.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("../../../protocol/messages.js").Policy} Policy */
/** @typedef {Label["state"] | "alert" | "hand" | "lost" | "here" | "answered"} Face what colour and shape stand for */
/** @typedef {{words: string, at: number}} Answered at, in ms on the relay's clock */
/** @typedef {"slower" | "fine" | "faster"} Pace */

/**
 * `said` tells that the student pressed it, so that the time reads as one ago; `isState` that the state needs no second mention.
 * @typedef {{face: Face, since: number, said: boolean, isState: boolean, answer: Answered | null, pace: Pace | null}} Shown
 */

/**
 * What stands first: an alert, a hand, "I'm lost"; where no camera tells more, what was answered or said of the pace; then the
 * state.
 * @param {Label} label
 * @param {{policy: Policy, answer: Answered | null, nowMs: number}} room
 * @returns {Shown}
 */
export function shownOf(label, { policy, answer, nowMs }) {
  const { alerts, hand, lost, since } = label;
  const isHere = label.state !== "offline";
  const pace = isHere ? standingPace(label, nowMs) : null;
  const told = { answer: isHere ? answer : null, pace: pace?.pace ?? null };
  const called = { said: true, isState: false, ...told };
  if (alerts.length > 0) return { ...called, said: false, face: "alert", since };
  if (hand) return { ...called, face: "hand", since: label.handSince ?? since };
  if (lost) return { ...called, face: "lost", since: label.lostSince ?? since };
  const latest = isQuiet(label, policy) ? latestSaid(told.answer, pace) : null;
  if (latest !== null) return { ...called, face: "answered", since: latest };
  const face = isHereAlone(label, policy) ? "here" : label.state;
  return { face, since, said: false, isState: true, ...told };
}

/**
 * Whether the student's state is still told beside a call: who says "I'm lost" is not called focused as well.
 * @param {Pick<Label, "state" | "lost">} label
 * @param {Policy} policy
 */
export function tellsStateToo({ state, lost }, policy) {
  if (state === "offline" || isHereAlone({ state }, policy)) return false;
  return !lost || ["absence", "pending", "self"].includes(STATES[state].group);
}

/**
 * Whether nobody would call this student without a camera: in a room where nobody has one, or where going without is as good.
 * @param {Pick<Label, "state">} label
 * @param {Policy} policy
 */
export function isHereAlone({ state }, policy) {
  return state === "self" && !lets(policy, "focused");
}

/**
 * @param {Pick<Label, "state">} label
 * @param {Policy} policy
 */
function isQuiet({ state }, policy) {
  return !lets(policy, "focused") && (state === "self" || state === "present");
}

/**
 * @param {Label} label
 * @param {number} nowMs
 */
function standingPace({ pace, paceSince }, nowMs) {
  if (pace === null || paceSince === null || nowMs - paceSince >= PACE_FADES_MS) return null;
  return { pace, since: paceSince };
}

/**
 * @param {Answered | null} answer
 * @param {{since: number} | null} pace
 */
function latestSaid(answer, pace) {
  if (answer === null && pace === null) return null;
  return Math.max(answer?.at ?? 0, pace?.since ?? 0);
}
