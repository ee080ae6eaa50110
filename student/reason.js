/** @file Why there is no label, in words with what to do about it; told to this page alone, never sent. */

import { text } from "./text.js";

/** @typedef {import("./text.js").Key} Key */
/** @typedef {Key extends infer Name ? (Name extends `reason.${infer Reason}` ? Reason : never) : never} Reason of signals/reasons.js */
/**
 * What comes beside a label and is for this page alone: how far the calibration is, 0 to 1, and what is missing.
 * @typedef {{progress: number, reason: Reason | null}} Aside
 */

/** @type {Aside} */
export const NOTHING_ASIDE = { progress: 0, reason: null };

/** @param {Reason} reason */
export const reasonWords = (reason) => text(`reason.${reason}`);
