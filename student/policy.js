/** @file What a room asks of the signals, and what its policy lets this browser send; the relay refuses the rest. */

/** @typedef {import("../protocol/messages.js").State} State */
/** @typedef {import("./journal.js").Label} Label */
/** @typedef {{policy: import("../protocol/messages.js").Policy, proctoring: boolean}} Rules */

/** @type {State[]} */
const PRESENCE_STATES = ["present", "absent", "unknown", "calibrating", "paused", "self"];

/**
 * @param {Label} label as derived on this device
 * @param {Rules} rules
 * @returns {Label} as it may leave this device
 */
export function sendable(label, { policy, proctoring }) {
  if (policy === "self") return { state: "self", cues: [], alerts: [] };
  const alerts = proctoring ? label.alerts : [];
  if (policy === "labels") return { ...label, alerts };
  return { state: PRESENCE_STATES.includes(label.state) ? label.state : "present", cues: [], alerts };
}

/**
 * @param {import("../protocol/messages.js").RoomFacts | null} room
 * @returns {Omit<import("../signals/parameters.js").Settings, "masked">} what the room asks of the signals
 */
export function settingsOf(room) {
  return { proctoring: room?.proctoring === true, sensitivity: room?.sensitivity ?? "strict" };
}
