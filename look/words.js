/** @file The words for states, cues and alerts: the same on the student's page and on the teacher's board. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").State | "offline" | "lost" | "hand"} Told a state, or what stands beside it */

/** @param {Told} state */
export const stateWords = (state) => text(`state.${state}`);

/** @param {import("../protocol/messages.js").Cue} cue */
export const cueWords = (cue) => text(`cue.${cue}`);

/** @param {import("../protocol/messages.js").Alert} alert */
export const alertWords = (alert) => text(`alert.${alert}`);
