/** @file Saved session: what this tab keeps of a room over a reload; what the student said, never what was seen. */

import { tab } from "../../look/storage.js";

/** @typedef {"glasses" | "mask" | "veil"} Worn */
/** @typedef {Worn | import("../../signals/contract/masks.js").MaskName} Switch what is not to be read from a face, or what hides it */
/** @typedef {{choice: number, seq: number, at: number, told?: boolean}} KeptAnswer `told`: the relay has taken it */
/**
 * @typedef {object} SavedSession
 * @property {string} resume the relay's signed token for this student
 * @property {string | null} name
 * @property {"camera" | "paused" | "self" | null} consent
 * @property {number} reportSeq the last number used
 * @property {number} statusSeq the last number used
 * @property {number} statusAt when it was said, on the relay's clock
 * @property {boolean} hand
 * @property {number} handAt when it was last raised or taken down, on the relay's clock; likewise the two below
 * @property {boolean} lost
 * @property {number} lostAt
 * @property {import("../../protocol/messages.js").Pace} pace
 * @property {number} paceAt
 * @property {Record<string, KeptAnswer>} answers by the question's id
 * @property {number} answerSeq the last number used
 * @property {boolean} taught whether a teacher has been there
 * @property {number} seenAt when this tab was last in the lesson, in ms on this device's clock
 * @property {Switch[]} switches ticked by the student, told to nobody
 * @property {boolean} askNoMore whether the student looks puzzled
 * @property {boolean} selfView
 * @property {boolean} outline
 * @property {string} camera the id of the chosen one, empty for any
 */

/** @type {SavedSession} */
const NOTHING = {
  resume: "",
  name: null,
  consent: null,
  reportSeq: 0,
  statusSeq: 0,
  statusAt: 0,
  hand: false,
  handAt: 0,
  lost: false,
  lostAt: 0,
  pace: null,
  paceAt: 0,
  answers: {},
  answerSeq: 0,
  taught: false,
  seenAt: 0,
  switches: [],
  askNoMore: false,
  selfView: true,
  outline: true,
  camera: "",
};

// A browser brings yesterday's tabs back with what they remembered; a reload takes seconds, and a crash minutes.
const STALE_AFTER_MS = 10 * 60 * 1000;

/** @param {string} code */
const keyOf = (code) => `readroom ${code}`;

/**
 * @param {string} code
 * @returns {SavedSession}
 */
export function recall(code) {
  const saved = read(code);
  return Date.now() - saved.seenAt > STALE_AFTER_MS ? afterLesson(saved) : saved;
}

/**
 * A lesson is over: what the student said in it and agreed to goes, who they are and how they set up this page stays.
 * @param {SavedSession} saved
 * @returns {SavedSession}
 */
export function afterLesson({ resume, name, switches, selfView, outline, camera }) {
  return { ...NOTHING, resume, name, switches, selfView, outline, camera };
}

/**
 * @param {string} code
 * @returns {SavedSession}
 */
function read(code) {
  return { ...NOTHING, ...tab.readObject(keyOf(code)) };
}

/**
 * @param {string} code
 * @param {SavedSession} saved
 */
export function remember(code, saved) {
  tab.writeObject(keyOf(code), saved);
}

/** @param {string} code */
export function forget(code) {
  tab.remove(keyOf(code));
}
