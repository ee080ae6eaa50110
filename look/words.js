/** @file The words for states, cues and alerts: the same on the student's page and on the teacher's board. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").State | "offline" | "lost" | "hand"} Told a state, or what stands beside it */

/** @param {Told} state */
export const stateWords = (state) => text(`state.${state}`);

/** What lessons of an earlier version, kept on a teacher's device, have in place of a group.
 * @type {Record<string, import("../protocol/messages.js").Cue>} */
const GROUP_OF_FORMER = { low_light: "light", face_small: "face", face_cut: "face" };

/** @param {import("../protocol/messages.js").Cue} cue */
export const cueWords = (cue) => text(`cue.${GROUP_OF_FORMER[cue] ?? cue}`);

/** @param {import("../protocol/messages.js").Alert} alert */
export const alertWords = (alert) => text(`alert.${alert}`);

/** @param {"lost" | "slower" | "faster" | "hands" | "answers"} what students said, as a row of the lesson's picture */
export const saidRowWords = (what) => text(`said_row.${what}`);
