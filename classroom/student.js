/** @file Student: what the board knows of one, and the label that follows from it. */

/** @typedef {import("../protocol/messages.js").State} State */
/** @typedef {import("../protocol/messages.js").Cue} Cue */
/** @typedef {import("../protocol/messages.js").Alert} Alert */
/** @typedef {import("../protocol/messages.js").ReportMessage} ReportMessage */
/** @typedef {import("../protocol/messages.js").StatusMessage} StatusMessage */

/**
 * @typedef {object} Student
 * @property {string} id
 * @property {string | null} name null where the student gave none or the room is anonymous
 * @property {boolean} online
 * @property {number} presenceAt when the student last joined or left, in ms on the relay's clock
 * @property {{at: number, online: boolean}[]} presences every coming and going since the board opened
 * @property {ReportMessage[]} reports every transition known, in the order of `seq`
 * @property {number} stateSince when the state of the last report began, in ms on the relay's clock
 * @property {number} dropped the reports up to this number are dropped, as there were too many
 * @property {number} held everything up to this number is here, or is known to be gone for good
 * @property {number | null} askedSince the number from which on the student was last asked
 * @property {StatusMessage | null} status
 * @property {number | null} handSince when the hand went up, in ms on the relay's clock
 * @property {number | null} lostSince when the student said to be lost, in ms on the relay's clock
 * @property {number | null} paceSince when the pace was pressed, in ms on the relay's clock
 */

/**
 * What a tile shows of a student; `since` in ms on the relay's clock.
 * @typedef {object} Label
 * @property {State | "offline"} state
 * @property {boolean} known false until the first report
 * @property {number} since
 * @property {Cue[]} cues
 * @property {Alert[]} alerts
 * @property {boolean} hand
 * @property {boolean} lost
 * @property {number | null} handSince
 * @property {number | null} lostSince
 * @property {import("../protocol/messages.js").Pace} pace the last one pressed, faded or not
 * @property {number | null} paceSince
 * @property {number} transitions how many reports the board holds
 */

/**
 * @param {string} id
 * @returns {Student}
 */
export function newStudent(id) {
  return {
    id,
    name: null,
    online: true,
    presenceAt: 0,
    presences: [],
    reports: [],
    stateSince: 0,
    dropped: 0,
    held: 0,
    askedSince: null,
    status: null,
    handSince: null,
    lostSince: null,
    paceSince: null,
  };
}

/**
 * @param {Student} student
 * @returns {Label}
 */
export function labelOf(student) {
  const { online, presenceAt, reports, stateSince } = student;
  const last = reports.at(-1);
  const known = last !== undefined;
  /** @type {Pick<Label, "known" | "transitions" | "since" | "cues" | "alerts">} */
  const bare = { known, transitions: reports.length, since: presenceAt, cues: [], alerts: [] };
  if (!online) return { ...bare, state: "offline", ...NOTHING_SAID };
  if (!known) return { ...bare, state: "unknown", ...statusOf(student) };
  const { state, cues, alerts } = last;
  return { ...bare, state, since: stateSince, cues, alerts, ...statusOf(student) };
}

/** @type {Pick<Label, "hand" | "lost" | "handSince" | "lostSince" | "pace" | "paceSince">} */
const NOTHING_SAID = {
  hand: false,
  lost: false,
  handSince: null,
  lostSince: null,
  pace: null,
  paceSince: null,
};

/**
 * @param {Student} student
 * @returns {typeof NOTHING_SAID}
 */
function statusOf({ status, handSince, lostSince, paceSince }) {
  if (status === null) return NOTHING_SAID;
  const { hand, lost, pace } = status;
  return { hand, lost, handSince, lostSince, pace, paceSince };
}
