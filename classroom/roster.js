/** @file Roster: the class as the board knows it, with who is there, every transition in order, and what is still missing. */

import { PACE_FADES_MS } from "../protocol/messages.js";
import { bound, merge, stateSince } from "./reports.js";
import { advanceHeld, hasGap, noteDropped } from "./sequence_gaps.js";
import { newStudent } from "./student.js";
import { applyWaiting } from "./waiting_room.js";

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
 * What followed: whose tile changed (who is not among the students any more is forgotten), from which number on each
 * student is to be asked, and what of the news a journal is to keep, null where all of it was known.
 * @typedef {{changed: Set<string>, ask: Map<string, number>, fresh: News | null}} Changes
 */

/**
 * A connection that breaks off every half minute makes as many comings and goings in the eight hours that a strip shows. The
 * oldest are dropped, some together.
 */
export const MOST_PRESENCES = 2000;
const PRESENCES_DROPPED = 200;
/**
 * Who has left keeps a tile, twice as many as a room holds by default. Beyond it those go first of whom least is known:
 * strangers who only come and go.
 */
export const MOST_GONE = 4000;
const GONE_DROPPED = 400;

/** Where a presence row says what happened. */
const CHANGE = 2;

/** Students by id, kept for as long as the board is open. */
export class Roster {
  /** @type {Map<string, Student>} */
  students = new Map();
  /** @type {Map<string, import("./waiting_room.js").WaitingStudent>} who waits at the locked door, in the order they came */
  waiting = new Map();

  /**
   * @param {News} news
   * @returns {Changes}
   */
  apply(news) {
    /** @type {Changes} */
    const changes = { changed: new Set(), ask: new Map(), fresh: news };
    if ("presence" in news) changes.fresh = this.#allPresence(news.presence, changes);
    if ("reports" in news) changes.fresh = this.#allReports(news.reports, changes);
    if ("statuses" in news) for (const row of news.statuses) this.#status(row, changes);
    if ("allLeftAt" in news) this.#allLeft(news.allLeftAt, changes);
    if (this.students.size > MOST_GONE) this.#forget(changes);
    return changes;
  }

  /**
   * @param {PresenceRow[]} rows
   * @param {Changes} changes
   * @returns {News | null} of students of the class: who was moved to the door has left
   */
  #allPresence(rows, changes) {
    const presence = rows.flatMap((row) => {
      const onlyAsks = applyWaiting(this.waiting, row);
      if (onlyAsks && !this.students.get(row[0])?.online) return [];
      const told = onlyAsks ? /** @type {PresenceRow} */ (row.with(CHANGE, "left")) : row;
      this.#presence(told, changes);
      return [told];
    });
    return presence.length === 0 ? null : { presence };
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
    addPresence(student, at);
    changes.changed.add(id);
    if (student.online) requestMissing(student, changes);
  }

  /**
   * @param {ReportRow[]} rows of any students
   * @param {Changes} changes
   * @returns {News | null} those that nobody has told before
   */
  #allReports(rows, changes) {
    /** @type {Map<string, ReportMessage[]>} */
    const byStudent = new Map();
    for (const [id, seq, at, state, cues, alerts] of rows) {
      const told = byStudent.get(id) ?? [];
      told.push({ seq, at, state, cues, alerts });
      byStudent.set(id, told);
    }
    const reports = [...byStudent].flatMap(([id, told]) => this.#reports(id, told, changes));
    return reports.length === 0 ? null : { reports };
  }

  /**
   * @param {string} id
   * @param {ReportMessage[]} told as they came
   * @param {Changes} changes
   * @returns {ReportRow[]} those that are new
   */
  #reports(id, told, changes) {
    const student = this.#student(id);
    const wanted = told.filter(({ seq }) => seq > student.dropped).sort((a, b) => a.seq - b.seq);
    const last = student.reports.at(-1);
    const { added, repeated } = merge(student.reports, wanted);
    if (added.length > 0) changes.changed.add(id);
    updateStateSince(student, last, added);
    advanceHeld(student, repeated);
    const gap = (student.reports.at(-1)?.seq ?? 0) > student.held;
    if (gap && (hasGap(last, added) || student.askedSince !== student.held)) requestMissing(student, changes);
    noteDropped(student, bound(student.reports));
    return added.map(({ seq, at, state, cues, alerts }) => [id, seq, at, state, cues, alerts]);
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
    this.waiting.clear();
    for (const student of this.students.values()) {
      if (!student.online) continue;
      student.online = false;
      student.presenceAt = at;
      addPresence(student, at);
      changes.changed.add(student.id);
    }
  }

  /** @param {Changes} changes */
  #forget({ changed }) {
    const gone = [...this.students.values()].filter(({ online }) => !online);
    if (gone.length <= MOST_GONE) return;
    gone.sort((a, b) => a.reports.length - b.reports.length || a.presenceAt - b.presenceAt);
    for (const { id } of gone.slice(0, gone.length - MOST_GONE + GONE_DROPPED)) {
      this.students.delete(id);
      changed.add(id);
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
 * Who had joined before they were taken for gone was there all the time: the board itself was away.
 * @param {Student} student
 * @param {number} at
 */
function addPresence({ presences, online }, at) {
  const last = presences.at(-1);
  if (online && last !== undefined && !last.online && at <= last.at) presences.pop();
  if ((presences.at(-1)?.online ?? null) !== online) presences.push({ at, online });
  if (presences.length > MOST_PRESENCES) presences.splice(0, PRESENCES_DROPPED);
}

/**
 * When the state began that stands now; looked for only where a report came between others.
 * @param {Student} student
 * @param {ReportMessage | undefined} last what was the last before
 * @param {ReportMessage[]} added
 */
function updateStateSince(student, last, added) {
  if ((added[0]?.seq ?? Number.POSITIVE_INFINITY) < (last?.seq ?? 0))
    student.stateSince = stateSince(student.reports);
  else {
    let before = last?.state;
    for (const { state, at } of added) {
      if (state !== before) student.stateSince = at;
      before = state;
    }
  }
}

/**
 * @param {Student} student
 * @param {Changes} changes
 */
function requestMissing(student, changes) {
  student.askedSince = student.held;
  changes.ask.set(student.id, student.held);
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
