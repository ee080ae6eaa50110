/** @file Door: whether the room is locked, who was removed and who was let in, by the newest word of any board. */

import { DOOR_CHUNK } from "../../../protocol/messages.js";

/** @typedef {import("../../../protocol/messages.js").Lock} Lock */
/** @typedef {import("../../../protocol/messages.js").SeatRow} SeatRow */
/** @typedef {import("../../../protocol/messages.js").DoorMessage} DoorMessage */
/** @typedef {import("../../../protocol/messages.js").ToldDoorMessage} ToldDoorMessage */
/** @typedef {SeatRow[1]} Decision */

/** As many as the relay remembers; of more, the oldest words are forgotten. */
export const MOST_SEATS = 2000;

/** Owns the newest word on the lock and on each seat, whichever board said it; of two of one moment the stricter holds. */
export class Door {
  /** @type {Lock | null} */
  #lock = null;
  /** @type {Map<string, {what: Decision, at: number}>} */
  #seats = new Map();

  /**
   * @param {ToldDoorMessage} word
   * @returns {DoorMessage | null} what of it is news
   */
  apply({ lock = null, seats = [] }) {
    const isNews = lock !== null && rankOf(lock) > rankOf(this.#lock);
    if (isNews) this.#lock = lock;
    const fresh = seats.filter((row) => this.#take(row));
    this.#forgetOldest();
    if (!isNews && fresh.length === 0) return null;
    return { ...(isNews ? { lock } : {}), ...(fresh.length > 0 ? { seats: fresh } : {}) };
  }

  get isLocked() {
    return this.#lock?.locked ?? false;
  }

  /**
   * @param {string} student
   * @returns {Decision | null}
   */
  decisionOn(student) {
    return this.#seats.get(student)?.what ?? null;
  }

  /** @returns {string[]} whose seats are removed, the latest first */
  get removed() {
    return this.#withWord("removed");
  }

  /** @returns {string[]} who was let in, the latest first */
  get admitted() {
    return this.#withWord("admitted");
  }

  /** @param {Decision} word */
  #withWord(word) {
    const found = [...this.#seats].filter(([, { what }]) => what === word);
    return found.sort(([, a], [, b]) => b.at - a.at).map(([student]) => student);
  }

  /**
   * A time for a word that is to hold from now on, whatever clock the one before it was said by.
   * @param {number} nowMs
   * @param {string[]} students whom it is about; the lock where there is none
   */
  timeFor(nowMs, students) {
    const before = students.map((student) => this.#seats.get(student)?.at ?? 0);
    return Math.max(nowMs, 1 + Math.max(0, ...(students.length === 0 ? [this.#lock?.at ?? 0] : before)));
  }

  /**
   * @param {{lock: boolean, students: Iterable<string>}} [part] of what to speak; of everything where it is not given
   * @returns {DoorMessage[]} as the relay takes it
   */
  messages({ lock, students } = { lock: true, students: this.#seats.keys() }) {
    /** @type {SeatRow[]} */
    const rows = [...students].flatMap((student) => {
      const word = this.#seats.get(student);
      return word === undefined ? [] : [[student, word.what, word.at]];
    });
    /** @type {DoorMessage[]} */
    const messages = lock && this.#lock !== null ? [{ lock: this.#lock }] : [];
    for (let first = 0; first < rows.length; first += DOOR_CHUNK)
      messages.push({ seats: rows.slice(first, first + DOOR_CHUNK) });
    return messages;
  }

  /** @param {SeatRow} row */
  #take([student, what, at]) {
    const before = this.#seats.get(student);
    const isNewer = before === undefined || at > before.at || (at === before.at && what > before.what);
    if (isNewer) this.#seats.set(student, { what, at });
    return isNewer;
  }

  #forgetOldest() {
    if (this.#seats.size <= MOST_SEATS) return;
    const newest = [...this.#seats].sort(([, a], [, b]) => b.at - a.at);
    this.#seats = new Map(newest.slice(0, MOST_SEATS));
  }
}

/** @param {Lock | null} lock */
function rankOf(lock) {
  return lock === null ? -1 : 2 * lock.at + (lock.locked ? 1 : 0);
}
