/** @file The class as the board knows it: who is there, every transition in order, and what is still missing. */

import { PACE_FADES_MS } from "../protocol/messages.js";
import { newStudent } from "./student.js";

/** @typedef {import("./student.js").Student} Student */
/** @typedef {import("../protocol/messages.js").PresenceRow} PresenceRow */
/** @typedef {import("../protocol/messages.js").ReportRow} ReportRow */
/** @typedef {import("../protocol/messages.js").StatusRow} StatusRow */
/** @typedef {import("../protocol/messages.js").ReportMessage} ReportMessage */

/**
 * What the relay told: rows of one kind, or (`allLeftAt`, ms on the relay's clock) that nobody is known to be there.
 * @typedef {{presence: PresenceRow[]} | {reports: ReportRow[]} | {statuses: StatusRow[]} | {allLeftAt: number}} News
 */

/**
 * What followed: whose tile changed, and from which number on each student is to be asked.
 * @typedef {{changed: Set<string>, ask: Map<string, number>}} Changes
 */

/** Students by id, kept for as long as the board is open. */
export class Roster {
  /** @type {Map<string, Student>} */
  students = new Map();

  /**
   * @param {News} news
   * @returns {Changes}
   */
  update(news) {
    /** @type {Changes} */
    const changes = { changed: new Set(), ask: new Map() };
    if ("presence" in news) for (const row of news.presence) this.#presence(row, changes);
    if ("reports" in news) for (const row of news.reports) this.#report(row, changes);
    if ("statuses" in news) for (const row of news.statuses) this.#status(row, changes);
    if ("allLeftAt" in news) this.#allLeft(news.allLeftAt, changes);
    return changes;
  }

  /**
   * @param {PresenceRow} row
   * @param {Changes} changes
   */
  #presence([id, name, change, at], changes) {
    const student = this.#student(id);
    student.name = name;
    student.online = change === "joined";
    student.presenceAt = at;
    noteComing(student, at);
    changes.changed.add(id);
    if (student.online) askFor(student, changes);
  }

  /**
   * @param {ReportRow} row
   * @param {Changes} changes
   */
  #report([id, seq, at, state, cues, alerts], changes) {
    const student = this.#student(id);
    const jump = seq > (student.reports.at(-1)?.seq ?? seq) + 1;
    if (insert(student.reports, { seq, at, state, cues, alerts })) changes.changed.add(id);
    // A repeat from beyond a gap is the answer to our question: the page no longer holds what came before.
    else if (seq > student.held + 1) settle(student, seq);
    advance(student);
    const gap = (student.reports.at(-1)?.seq ?? 0) > student.held;
    if (gap && (jump || student.askedSince !== student.held)) askFor(student, changes);
  }

  /**
   * @param {StatusRow} row
   * @param {Changes} changes
   */
  #status([id, seq, at, hand, lost, pace, handAt, lostAt, paceAt], changes) {
    const student = this.#student(id);
    if (seq <= (student.status?.seq ?? 0)) return;
    student.handSince = hand ? (handAt ?? student.handSince ?? at) : null;
    student.lostSince = lost ? (lostAt ?? student.lostSince ?? at) : null;
    student.paceSince = pace === null ? null : (paceAt ?? paceSince(student, pace, at));
    student.status = { seq, at, hand, lost, pace };
    changes.changed.add(id);
  }

  /**
   * @param {number} at
   * @param {Changes} changes
   */
  #allLeft(at, changes) {
    for (const student of this.students.values()) {
      if (!student.online) continue;
      student.online = false;
      student.presenceAt = at;
      noteComing(student, at);
      changes.changed.add(student.id);
    }
  }

  /** @param {string} id */
  #student(id) {
    const student = this.students.get(id) ?? newStudent(id);
    this.students.set(id, student);
    return student;
  }
}

/**
 * Who had joined before they were given up for gone was there all the time: the board itself was away.
 * @param {Student} student
 * @param {number} at
 */
function noteComing({ presences, online }, at) {
  const last = presences.at(-1);
  if (online && last !== undefined && !last.online && at <= last.at) presences.pop();
  if ((presences.at(-1)?.online ?? null) !== online) presences.push({ at, online });
}

/**
 * @param {Student} student
 * @param {Changes} changes
 */
function askFor(student, changes) {
  student.askedSince = student.held;
  changes.ask.set(student.id, student.held);
}

/**
 * Do without what lies before `seq`, if it has been asked for: it is gone.
 * @param {Student} student
 * @param {number} seq
 */
function settle(student, seq) {
  if (student.askedSince === student.held) holdUpTo(student, seq - 1);
}

/**
 * Move `held` over every report that follows it without a gap.
 * @param {Student} student
 */
function advance(student) {
  const { reports } = student;
  for (let index = placeOf(reports, student.held + 1); index < reports.length; index += 1) {
    if (reports[index]?.seq !== student.held + 1) return;
    holdUpTo(student, student.held + 1);
  }
}

/**
 * An answer comes in several messages, so a question that was asked from here stands for the rest of it too.
 * @param {Student} student
 * @param {number} seq
 */
function holdUpTo(student, seq) {
  if (student.askedSince === student.held) student.askedSince = seq;
  student.held = seq;
}

/**
 * Put a report in its place; false where it is there already.
 * @param {ReportMessage[]} reports
 * @param {ReportMessage} report
 */
function insert(reports, report) {
  const index = placeOf(reports, report.seq);
  if (reports[index]?.seq === report.seq) return false;
  reports.splice(index, 0, report);
  return true;
}

/**
 * The index of the first report with this number or a later one; most come at the end.
 * @param {ReportMessage[]} reports
 * @param {number} seq
 */
function placeOf(reports, seq) {
  return reports.findLastIndex((report) => report.seq < seq) + 1;
}

/**
 * Where a page does not say when the pace was pressed: a status said for another reason repeats it, and makes it no newer, unless
 * it had faded.
 * @param {Student} student before this status
 * @param {NonNullable<import("../protocol/messages.js").Pace>} pace
 * @param {number} at
 */
function paceSince({ status, paceSince: since }, pace, at) {
  const repeated = status?.pace === pace && since !== null && at - since < PACE_FADES_MS;
  return repeated ? since : at;
}
