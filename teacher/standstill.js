/** @file Standing still: since when a board without a line shows what was, and what it then says of it. */

import { byRole, setText } from "../look/dom.js";
import { dateText } from "../look/locale.js";
import { text } from "./text.js";

/** The relay pings every 15 seconds: a line that was silent for longer was dead before anybody noticed. */
export const SILENT_MS = 20_000;

/** Owns the time up to which the board knows the class. Times in ms on the relay's clock. */
export class Standstill {
  #heardMs = Number.NEGATIVE_INFINITY;
  /** @type {number | null} */
  #sinceMs = null;

  /** @param {number} nowMs the relay was heard */
  hear(nowMs) {
    this.#heardMs = Math.max(this.#heardMs, nowMs);
  }

  /** @param {number} nowMs */
  isSilent(nowMs) {
    return nowMs - this.#heardMs > SILENT_MS;
  }

  /** @param {number} nowMs the line is down, or the room closed; it may have been down for as long as nothing was heard */
  begin(nowMs) {
    this.#sinceMs ??= this.isSilent(nowMs) ? Math.min(nowMs, this.#heardMs) : nowMs;
  }

  /** @returns {number | null} since when it stood still */
  end() {
    const since = this.#sinceMs;
    this.#sinceMs = null;
    return since;
  }

  /** @returns {number | null} */
  get sinceMs() {
    return this.#sinceMs;
  }
}

/**
 * @param {number | null} sinceMs null while the board is live
 * @param {boolean} closed whether the lesson is over
 */
export function showStandstill(sinceMs, closed) {
  byRole(document, "class").classList.toggle("stale", sinceMs !== null);
  const note = byRole(document, "stale-note");
  note.hidden = sinceMs === null;
  if (sinceMs === null) return;
  const time = dateText(sinceMs, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  setText(note, text(closed ? "stale.closed" : "stale.offline", { time }));
}
