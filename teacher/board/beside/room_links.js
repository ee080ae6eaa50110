/** @file Room links: the links that the relay signs for whoever only looks on, asked for when they are wanted first. */

/** @typedef {import("../../../protocol/messages.js").LinkRole} LinkRole */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */
/** @typedef {Pick<import("../../../protocol/connection.js").Connection, "send">} Sender */

/** Owns the links of one room; the relay keeps none of them. */
export class RoomLinks {
  /** @type {Map<LinkRole, Promise<string | Refused>>} */
  #asked = new Map();

  /** @param {Sender} connection */
  constructor(connection) {
    this.connection = connection;
  }

  /** @returns {Promise<string | Refused>} a board that acts on nothing */
  watch() {
    return this.#link("watcher");
  }

  /** @returns {Promise<string | Refused>} the same as narrow as a dock, without names */
  async dock() {
    return withView(await this.#link("watcher"), "dock");
  }

  /** @returns {Promise<string | Refused>} counts alone, over a stream */
  async overlay() {
    const link = await this.#link("projector");
    return withView(typeof link === "string" ? link.replace("/p#", "/t#") : link, "overlay");
  }

  /** @param {LinkRole} role */
  async #link(role) {
    const asked = this.#asked.get(role) ?? this.#ask(role);
    this.#asked.set(role, asked);
    const link = await asked;
    // A refusal may pass: it is asked for anew.
    if (typeof link !== "string") this.#asked.delete(role);
    return link;
  }

  /** @param {LinkRole} role */
  async #ask(role) {
    const answer = await this.connection.send("link", { role });
    return answer.ok ? (answer.url ?? "") : answer;
  }
}

/**
 * @param {string | Refused} link
 * @param {"dock" | "overlay"} view
 */
const withView = (link, view) => (typeof link === "string" ? `${link}&view=${view}` : link);
