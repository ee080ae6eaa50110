/** @file Lazy loading of the seat code: only who wants to go on with a phone fetches what draws it. */

import { late } from "../protocol/lazy_import.js";

const seatCode = late(() => import("./handover/seat_code.js"));

export class LazySeatCode {
  /** @type {import("./handover/seat_code.js").SeatCode | null} */
  #code = null;
  #opening = {};

  /** @param {import("./session/session.js").Session} session */
  constructor(session) {
    this.session = session;
  }

  /** Whether a phone may have taken this place. */
  get isOffered() {
    return this.#code?.isOffered ?? false;
  }

  async show() {
    const opening = {};
    this.#opening = opening;
    const { SeatCode } = await seatCode();
    if (opening !== this.#opening) return; // closed meanwhile
    this.#code ??= new SeatCode(this.session);
    await this.#code.show();
  }

  close() {
    this.#opening = {};
    this.#code?.close();
  }
}
