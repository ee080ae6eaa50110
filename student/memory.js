/** @file What this tab remembers of a room over a reload: who the student is, never what was seen. */

import { tab } from "../look/storage.js";

/**
 * @typedef {object} Memory
 * @property {string} resume the relay's signed token for this student
 * @property {string | null} name
 * @property {"camera" | "paused" | "self" | null} consent
 * @property {number} reportSeq the last number used
 * @property {number} statusSeq the last number used
 * @property {number} statusAt when it was said, on the relay's clock
 * @property {boolean} hand
 * @property {boolean} lost
 * @property {import("../protocol/messages.js").Pace} pace
 * @property {number} paceAt when it was pressed, on the relay's clock
 * @property {import("./cue_switches.js").Switch[]} switches ticked by the student, told to nobody
 * @property {boolean} askNoMore whether the student looks puzzled
 * @property {boolean} selfView
 * @property {boolean} outline
 * @property {string} camera the id of the chosen one, empty for any
 */

/** @type {Memory} */
const NOTHING = {
  resume: "",
  name: null,
  consent: null,
  reportSeq: 0,
  statusSeq: 0,
  statusAt: 0,
  hand: false,
  lost: false,
  pace: null,
  paceAt: 0,
  switches: [],
  askNoMore: false,
  selfView: true,
  outline: true,
  camera: "",
};

/** @param {string} code */
const keyOf = (code) => `readroom ${code}`;

/**
 * @param {string} code
 * @returns {Memory}
 */
export function recall(code) {
  return { ...NOTHING, ...tab.readObject(keyOf(code)) };
}

/**
 * @param {string} code
 * @param {Memory} memory
 */
export function remember(code, memory) {
  tab.writeObject(keyOf(code), memory);
}

/** @param {string} code */
export function forget(code) {
  tab.remove(keyOf(code));
}
