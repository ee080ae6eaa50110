/** @file Recordings: where in which file a lesson was seen; the files themselves are kept nowhere. */

import { RECORDINGS, transact } from "./database.js";

/** @typedef {{videoS: number, atMs: number, exact: boolean}} Anchor */
/** @typedef {{code: string, name: string, size: number, durationS: number, anchors: Anchor[]}} KeptRecording */

/**
 * @param {string} code
 * @param {Pick<File, "name" | "size">} file
 * @returns {Promise<Anchor[]>} none where this file was never opened over this lesson
 */
export async function readAnchors(code, { name, size }) {
  /** @type {KeptRecording | undefined} */
  const kept = await transact("readonly", (store) => store(RECORDINGS).get([code, name, size]));
  return kept?.anchors ?? [];
}

/** @param {KeptRecording} recording */
export async function writeAnchors(recording) {
  await transact("readwrite", (store) => store(RECORDINGS).put(recording));
}
