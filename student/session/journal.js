/** @file The journal: this student's own transitions of this lesson, in memory, numbered without gaps within a run. */

import { HISTORY_CHARACTERS, HISTORY_CHUNK } from "../../protocol/messages.js";

/** @typedef {import("../../protocol/messages.js").ReportMessage} ReportMessage */
/** @typedef {import("../../protocol/messages.js").Label} Label */

const KEPT = 2000;

export class Journal {
  /** @param {number} lastSeq the last number used before a reload, 0 at first */
  constructor(lastSeq) {
    this.lastSeq = lastSeq;
    /** @type {ReportMessage[]} */
    this.reports = [];
    /** @type {string | null} */
    this.standing = null;
  }

  /**
   * Count on from beyond what any other tab has used; the label that stands is to be written down again.
   * @param {number} first the number of the next report
   */
  beginRun(first) {
    this.lastSeq = first - 1;
    this.standing = null;
  }

  /**
   * Write a label down if the state or the alerts changed; the cues are those of that moment.
   * @param {Label} label
   * @param {number} at milliseconds on the relay's clock
   * @returns {ReportMessage | null} the new transition, or null where nothing changed
   */
  write(label, at) {
    const standing = [label.state, ...label.alerts].join(" ");
    if (standing === this.standing) return null;
    this.standing = standing;
    this.lastSeq += 1;
    const report = { seq: this.lastSeq, at, ...label };
    this.reports.push(report);
    if (this.reports.length > KEPT) this.reports.shift();
    return report;
  }

  /** The transition that stands: what boards show now, with the cues it began with. */
  get last() {
    return this.reports.at(-1) ?? null;
  }

  /**
   * @param {number} seq
   * @returns {ReportMessage[]} the transitions after that number, oldest first
   */
  after(seq) {
    return this.reports.filter((report) => report.seq > seq);
  }
}

/**
 * Part reports into what single `history` messages can carry, in number and in size.
 * @param {ReportMessage[]} reports
 * @returns {ReportMessage[][]}
 */
export function historyChunks(reports) {
  /** @type {ReportMessage[][]} */
  const chunks = [];
  let room = 0;
  for (const report of reports) {
    const size = JSON.stringify(report).length + 1; // and its comma
    const last = chunks.at(-1);
    if (last === undefined || size > room || last.length === HISTORY_CHUNK) {
      chunks.push([report]);
      room = HISTORY_CHARACTERS - size;
    } else {
      last.push(report);
      room -= size;
    }
  }
  return chunks;
}
