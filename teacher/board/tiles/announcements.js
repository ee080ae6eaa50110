/** @file Live-region announcements: tells a screen reader who calls for the teacher, in one line and not too often. */

import { listText } from "../../../look/locale.js";
import { text } from "../../text.js";

const EVERY_MS = 10_000;
const NAMED_AT_ONCE = 3;

/** Gathers calls between two announcements. */
export class Announcements {
  /** @type {Map<string, string[]>} */
  #standing = new Map();
  /** @type {Map<string, string>} */
  #unsaid = new Map();
  #spokenAtMs = Number.NEGATIVE_INFINITY;

  /**
   * @param {string} student the student's id
   * @param {string} name
   * @param {string[]} calls what the student calls for now, in words
   */
  set(student, name, calls) {
    const before = this.#standing.get(student) ?? [];
    const fresh = calls.filter((call) => !before.includes(call));
    this.#standing.set(student, calls);
    if (fresh.length > 0) this.#unsaid.set(student, text("announce.calls", { name, calls: listText(fresh) }));
    if (calls.length === 0) this.#unsaid.delete(student);
  }

  /** @param {string} student who calls no more, and may never again */
  forget(student) {
    this.#standing.delete(student);
    this.#unsaid.delete(student);
  }

  /**
   * @param {number} nowMs
   * @returns {string | null} the next line, or null while there is none or it is too early
   */
  next(nowMs) {
    if (this.#unsaid.size === 0 || nowMs - this.#spokenAtMs < EVERY_MS) return null;
    const lines = [...this.#unsaid.values()];
    this.#unsaid.clear();
    this.#spokenAtMs = nowMs;
    const more = lines.length - NAMED_AT_ONCE;
    const rest = more > 0 ? [text("announce.more", { count: more })] : [];
    return [...lines.slice(0, NAMED_AT_ONCE), ...rest].join(" ");
  }
}
