/** @file Staleness: since when the board no longer knows the class, because the connection is down or the room is closed. */

import { byRole, setText } from "../../look/dom.js";
import { dateText } from "../../look/locale.js";
import { text } from "../text.js";

/** @typedef {Pick<import("../../protocol/connection.js").Connection, "now" | "online" | "send" | "open">} RelayConnection */

/** The relay pings every 15 seconds: a connection that is silent for longer is in doubt. */
export const SILENT_MS = 17_000;
/** A relay that is there answers within this time, from anywhere. */
const ANSWERS_WITHIN_MS = 3000;

/** Owns the time up to which the board knows the class. Times in ms on the relay's clock. */
export class Staleness {
  /** @type {number | null} */
  #heardMs = null;
  #isProbing = false;
  /** @type {number | null} null while the board is live */
  sinceMs = null;

  /** @param {RelayConnection} connection */
  constructor(connection) {
    this.connection = connection;
  }

  /** The relay was heard just now. */
  noteSignOfLife() {
    this.#heardMs = this.connection.now();
  }

  /** The connection is down, or the room closed; what was silent for long had been down before anybody noticed. */
  begin() {
    this.sinceMs ??= (this.#isSilent() ? this.#heardMs : null) ?? this.connection.now();
  }

  /** @returns {number | null} since when the board was stale */
  end() {
    const since = this.sinceMs;
    this.sinceMs = null;
    this.noteSignOfLife();
    return since;
  }

  /** Look now and then whether the connection still lives. */
  async check() {
    if (this.connection.online && this.#isSilent()) await this.probe();
  }

  /** A dead connection must not look alive until it times out: ask, and begin a new one where nobody answers. */
  async probe() {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const late = new Promise((resolve) => setTimeout(resolve, ANSWERS_WITHIN_MS, null));
    const answer = await Promise.race([this.connection.send("clock", {}), late]);
    this.#isProbing = false;
    if (answer?.ok) this.noteSignOfLife();
    else if (this.connection.online) await this.connection.open();
  }

  #isSilent() {
    return this.#heardMs !== null && this.connection.now() - this.#heardMs > SILENT_MS;
  }
}

/**
 * @param {number | null} sinceMs null while the board is live
 * @param {"offline" | "closed" | "over"} why the connection comes back by itself, the room is closed, or the relay refuses it
 */
export function showStaleness(sinceMs, why) {
  byRole(document, "class").classList.toggle("stale", sinceMs !== null);
  const note = byRole(document, "stale-note");
  note.hidden = sinceMs === null;
  if (sinceMs === null) return;
  const time = dateText(sinceMs, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  setText(note, text(`stale.${why}`, { time }));
}
