/** @file Class timeline: how many students were in each state at every fifth second of the lesson. */

import { STATE_NAMES } from "../../protocol/states.js";
import { COLUMN_MS, columnOf } from "./columns.js";
import { gapOf, isInGap } from "./gaps.js";
import { momentsOf } from "./track.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("./class_index.js").ShownState} ShownState */
/** @typedef {import("./columns.js").Counted} Counted */
/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./gaps.js").Gap} Gap */
/** @typedef {import("./track.js").Moment} Moment */

/** @type {ReadonlyMap<ShownState | undefined, number>} */
const INDEX_OF = new Map(STATE_NAMES.map((state, index) => [state, index]));

/** A clock that is set wrong must not stretch the strip over years. */
const LONGEST_MS = 8 * 3600 * 1000;

/** Owns each student's moments and how many enter and leave each state at each column. */
export class ClassTimeline {
  /** @type {Map<string, {moments: Moment[], taken: number, last: unknown, comings: number, coming: unknown}>} */
  #tracks = new Map();
  /** @type {Map<number, number[]>} */
  #changes = new Map();
  /** The earliest column that changed since somebody last took this: what is drawn before it still holds. */
  changedFrom = Number.POSITIVE_INFINITY;
  /** @type {Gap[]} */
  gaps = [];

  /** @param {import("../notes.js").Note} note notes of other things change nothing */
  apply(note) {
    if (note.kind !== "away") return;
    const gap = gapOf(note);
    this.gaps.push(gap);
    this.changedFrom = Math.min(this.changedFrom, columnOf(gap.fromMs));
  }

  /**
   * @param {Student} student whose reports or comings changed
   * @returns {number} how many moments had to be put in order anew: none where what is new follows what is known
   */
  set(student) {
    if (this.#append(student)) return 0;
    const before = this.momentsOf(student.id);
    const moments = momentsOf(student);
    const from = firstDifference(before, moments);
    this.#count(before, from, -1);
    this.#tracks.set(student.id, { moments, ...progressOf(student) });
    this.#count(moments, from, 1);
    return moments.length;
  }

  /** @param {string} id of a student whom the board does without */
  forget(id) {
    this.#count(this.momentsOf(id), 0, -1);
    this.#tracks.delete(id);
  }

  /**
   * @param {string} id
   * @returns {Moment[]}
   */
  momentsOf(id) {
    return this.#tracks.get(id)?.moments ?? [];
  }

  /** @returns {Moment[][]} those of every student */
  get tracks() {
    return [...this.#tracks.values()].map(({ moments }) => moments);
  }

  /**
   * @param {number} nowMs
   * @returns {Column[]} from the first change to now, oldest first
   */
  read(nowMs) {
    const last = Math.floor(nowMs / COLUMN_MS);
    const first = Math.max(this.#firstColumn(), last - LONGEST_MS / COLUMN_MS);
    const counts = new Array(STATE_NAMES.length).fill(0);
    for (const [column, change] of this.#changes) if (column < first) add(counts, change);
    const columns = [];
    for (let column = first; column <= last; column += 1) {
      add(counts, this.#changes.get(column) ?? []);
      const atMs = column * COLUMN_MS;
      columns.push({ atMs, counts: byState(counts), ...(isInGap(this.gaps, atMs) ? { gap: true } : {}) });
    }
    return columns;
  }

  #firstColumn() {
    let first = Number.POSITIVE_INFINITY;
    for (const [column, change] of this.#changes)
      if (column < first && change.some((by) => by !== 0)) first = column;
    return first;
  }

  /**
   * The common case: what is new follows everything known.
   * @param {Student} student
   */
  #append(student) {
    const track = this.#tracks.get(student.id);
    if (track === undefined || student.presences.length !== track.comings) return false;
    if (student.presences.at(-1) !== track.coming || student.reports[track.taken - 1] !== track.last)
      return false;
    const fresh = student.reports.slice(track.taken).map(({ at, state }) => ({ at, state }));
    const from = track.moments.length;
    if (!isOrdered(track.moments.at(-1), fresh)) return false;
    track.moments.push(...fresh);
    this.#count(track.moments, from, 1);
    Object.assign(track, progressOf(student));
    return true;
  }

  /**
   * @param {Moment[]} moments
   * @param {number} from the index to begin at
   * @param {1 | -1} sign to count them, or to take them back
   */
  #count(moments, from, sign) {
    for (let index = from; index < moments.length; index += 1) {
      const { at, state } = /** @type {Moment} */ (moments[index]);
      const change = this.#changeAt(columnOf(at));
      addTo(change, moments[index - 1]?.state, -sign);
      addTo(change, state, sign);
    }
  }

  /** @param {number} column */
  #changeAt(column) {
    this.changedFrom = Math.min(this.changedFrom, column);
    const change = this.#changes.get(column) ?? new Array(STATE_NAMES.length).fill(0);
    this.#changes.set(column, change);
    return change;
  }
}

/**
 * The index from which on two rows of moments are not the same.
 * @param {Moment[]} before
 * @param {Moment[]} after
 */
function firstDifference(before, after) {
  const parting = after.findIndex(({ at, state }, index) => {
    const old = before[index];
    return old === undefined || at !== old.at || state !== old.state;
  });
  return parting < 0 ? after.length : parting;
}

/** @param {Student} student */
function progressOf({ reports, presences }) {
  return {
    taken: reports.length,
    last: reports.at(-1),
    comings: presences.length,
    coming: presences.at(-1),
  };
}

/**
 * @param {Moment | undefined} before
 * @param {Moment[]} fresh
 */
function isOrdered(before, fresh) {
  let at = before?.at ?? 0;
  for (const moment of fresh) {
    if (moment.at < at) return false;
    at = moment.at;
  }
  return true;
}

/**
 * @param {number[]} change
 * @param {ShownState | undefined} state
 * @param {number} by
 */
function addTo(change, state, by) {
  const index = INDEX_OF.get(state);
  if (index !== undefined) change[index] = (change[index] ?? 0) + by;
}

/**
 * @param {number[]} counts
 * @param {number[]} change
 */
function add(counts, change) {
  for (const [index, by] of change.entries()) counts[index] = (counts[index] ?? 0) + by;
}

/**
 * @param {number[]} counts
 * @returns {Record<Counted, number>}
 */
function byState(counts) {
  return /** @type {Record<Counted, number>} */ (
    Object.fromEntries(STATE_NAMES.map((state, index) => [state, counts[index] ?? 0]))
  );
}
