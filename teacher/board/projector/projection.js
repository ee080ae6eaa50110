/** @file Projection: keeps the projectors of a room told of what the class is to see, once a second at most. */

import { Debounce } from "../toolkit/debounce.js";

/** @typedef {import("../../../protocol/messages.js").ShowMessage} ShowMessage */
/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const EVERY_MS = 1000;

/** Owns what was told last. The relay remembers none of it, and says when a projector opens that knows nothing. */
export class Projection {
  /** @type {ShowMessage | null} */
  #latest = null;
  #told = "";
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #debounce = new Debounce(() => void this.#tell());

  /**
   * @param {object} board
   * @param {() => boolean} board.online
   * @param {(message: ShowMessage) => Promise<Acknowledgement>} board.send
   */
  constructor({ online, send }) {
    this.online = online;
    this.send = send;
  }

  /** @param {ShowMessage} message as the class is to see it now */
  update(message) {
    this.#latest = message;
    if (JSON.stringify(message) !== this.#told) this.#plan();
  }

  /** A projector has opened, or the relay is a new one: somebody knows nothing. */
  repeat() {
    this.#told = "";
    if (this.#latest !== null) this.#plan();
  }

  #plan() {
    if (this.online()) this.#debounce.schedule(Math.max(0, this.#toldAtMs + EVERY_MS - performance.now()));
  }

  async #tell() {
    if (this.#latest === null || !this.online()) return;
    const message = this.#latest;
    this.#toldAtMs = performance.now();
    this.#told = JSON.stringify(message);
    // What did not arrive is told with the next change, or when the time goes on.
    if (!(await this.send(message)).ok) this.#told = "";
  }
}
