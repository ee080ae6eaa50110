/** @file Self-report timeline: how many students said they were lost, raised a hand, told the pace or answered, at every fifth second. */

import { PACE_FADES_MS } from "../../protocol/messages.js";
import { COLUMN_MS, columnOf } from "./columns.js";
import { gapOf, isInGap } from "./gaps.js";

/** @typedef {import("../roster.js").News} News */
/** @typedef {import("../notes.js").Note} Note */
/** @typedef {import("./gaps.js").Gap} Gap */
/** @typedef {typeof SAID[number]} Said */
/** @typedef {{atMs: number, said: Record<Said, number>, gap?: boolean}} SaidColumn */
/** @typedef {{at: number, hand: boolean, lost: boolean, pace: import("../../protocol/messages.js").Pace, paceAt: number | null}} Status */
/** @typedef {{at: number, online: boolean}} Presence */
/** @typedef {{at: number, said: Set<Said>}} Moment */

/** From the top of the picture down; an answer counts at the moment it was given, all else for as long as it stands. */
export const SAID = /** @type {const} */ (["lost", "slower", "faster", "hands", "answers"]);

/** A clock that is set wrong must not stretch the strip over years. */
const LONGEST_MS = 8 * 3600 * 1000;
/** Whoever presses more often than this loses the oldest presses of the picture. */
const MOST_PRESSES = 300;

/** Owns what each student said, and how it changes the counts at each column. */
export class SaidTimeline {
  /** @type {Map<string, {statuses: Status[], presences: Presence[], moments: Moment[]}>} */
  #students = new Map();
  /** @type {Set<string>} */
  #due = new Set();
  /** @type {Map<number, Map<Said, number>>} */
  #changes = new Map();
  /** @type {Map<number, number>} answers by column */
  #answers = new Map();
  /** @type {Gap[]} */
  #gaps = [];

  /** @param {News} news */
  addNews(news) {
    if ("statuses" in news)
      for (const [id, , at, hand, lost, pace, , , paceAt] of news.statuses)
        this.#add(id, "statuses", { at, hand, lost, pace, paceAt: paceAt ?? null });
    if ("presence" in news)
      for (const [id, , change, at] of news.presence)
        if (change !== "asks") this.#add(id, "presences", { at, online: change === "joined" });
    if ("allLeftAt" in news)
      for (const id of this.#students.keys())
        this.#add(id, "presences", { at: news.allLeftAt, online: false });
  }

  /** @param {Note} note */
  apply(note) {
    if (note.kind === "away") this.#gaps.push(gapOf(note));
    if (note.kind !== "answered") return;
    for (const row of note.rows) {
      const column = columnOf(row[4] ?? note.at);
      this.#answers.set(column, (this.#answers.get(column) ?? 0) + 1);
    }
  }

  /**
   * @param {number} nowMs
   * @param {number} [fromMs] where the picture begins, if something happened before anybody said a word
   * @returns {SaidColumn[]} oldest first
   */
  read(nowMs, fromMs = nowMs) {
    this.#takeIn();
    const last = Math.floor(nowMs / COLUMN_MS);
    const begun = Math.min(columnOf(fromMs), ...this.#changes.keys(), ...this.#answers.keys());
    const first = Math.max(Math.min(begun, last), last - LONGEST_MS / COLUMN_MS);
    const said = /** @type {Record<Said, number>} */ (Object.fromEntries(SAID.map((what) => [what, 0])));
    for (const [column, change] of this.#changes) if (column < first) add(said, change);
    const columns = [];
    for (let column = first; column <= last; column += 1) {
      add(said, this.#changes.get(column));
      const atMs = column * COLUMN_MS;
      const counts = { ...said, answers: this.#answers.get(column) ?? 0 };
      columns.push({ atMs, said: counts, ...(isInGap(this.#gaps, atMs) ? { gap: true } : {}) });
    }
    return columns;
  }

  /**
   * @param {string} id
   * @param {"statuses" | "presences"} kind
   * @param {any} told
   */
  #add(id, kind, told) {
    const student = this.#students.get(id) ?? { statuses: [], presences: [], moments: [] };
    this.#students.set(id, student);
    student[kind].push(told);
    if (student[kind].length > MOST_PRESSES) student[kind].splice(0, student[kind].length - MOST_PRESSES);
    this.#due.add(id);
  }

  #takeIn() {
    for (const id of this.#due) {
      const student = this.#students.get(id);
      if (student === undefined) continue;
      const moments = momentsOf(student);
      if (moments.length === 0 && student.moments.length === 0) continue;
      this.#count(student.moments, -1);
      this.#count(moments, 1);
      student.moments = moments;
    }
    this.#due.clear();
  }

  /**
   * @param {Moment[]} moments
   * @param {1 | -1} sign
   */
  #count(moments, sign) {
    /** @type {Set<Said>} */
    let before = new Set();
    for (const { at, said } of moments) {
      const column = columnOf(at);
      const change = this.#changes.get(column) ?? new Map();
      for (const what of SAID) {
        const by = Number(said.has(what)) - Number(before.has(what));
        if (by !== 0) change.set(what, (change.get(what) ?? 0) + sign * by);
      }
      this.#changes.set(column, change);
      before = said;
    }
  }
}

/**
 * @param {{statuses: Status[], presences: Presence[]}} student
 * @returns {Moment[]} what stood from when on; nothing while the student was away, and no pace once it has faded
 */
function momentsOf({ statuses, presences }) {
  if (statuses.length === 0) return [];
  const status = { hand: false, lost: false, pace: /** @type {Status["pace"]} */ (null), online: true };
  const events = [
    ...presences.map(({ at, online }) => ({ at, change: { online } })),
    ...statuses.map(({ at, hand, lost, pace }) => ({ at, change: { hand, lost, pace } })),
    ...statuses.flatMap(({ at, pace, paceAt }) => (pace === null ? [] : [fading(statuses, paceAt ?? at)])),
  ];
  return events
    .sort((a, b) => a.at - b.at)
    .map(({ at, change }) => {
      Object.assign(status, change);
      return { at, said: saidNow(status) };
    });
}

/**
 * A pace fades where none was pressed in its five minutes.
 * @param {Status[]} statuses
 * @param {number} pressedAt
 */
function fading(statuses, pressedAt) {
  const fadesAt = pressedAt + PACE_FADES_MS;
  const isRenewed = statuses.some(({ at, paceAt, pace }) => {
    const again = paceAt ?? at;
    return pace !== null && again > pressedAt && again <= fadesAt;
  });
  return { at: fadesAt, change: isRenewed ? {} : { pace: null } };
}

/** @param {Pick<Status, "hand" | "lost" | "pace"> & {online: boolean}} status */
function saidNow({ hand, lost, pace, online }) {
  /** @type {Set<Said>} */
  const said = new Set();
  if (!online) return said;
  if (hand) said.add("hands");
  if (lost) said.add("lost");
  if (pace === "slower" || pace === "faster") said.add(pace);
  return said;
}

/**
 * @param {Record<Said, number>} said
 * @param {Map<Said, number>} [change]
 */
function add(said, change) {
  for (const [what, by] of change ?? []) said[what] += by;
}
