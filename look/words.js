/** @file The words for states, cues and alerts: the same on the student's page and on the teacher's board. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").State | "offline" | "lost" | "hand"} Told a state, or what stands beside it */

/** @param {Told} state */
export const stateWords = (state) => text(`state.${state}`);

/** @param {import("../protocol/messages.js").Cue} cue */
export const cueWords = (cue) => text(`cue.${cue}`);

/**
 * Nobody has to smile: without the label it explains, that somebody does not is no news, and reads as a reproach.
 * @param {import("../protocol/messages.js").Cue} cue
 * @param {Told} state
 */
export const explains = (cue, state) => cue !== "no_smile" || state === "confused";

/** @param {import("../protocol/messages.js").Alert} alert */
export const alertWords = (alert) => text(`alert.${alert}`);
