/** @file Seat code: a QR code, made on a press and gone after two minutes, that moves this place to a phone. */

import { element } from "../../look/dom.js";
import { qrCode } from "../../look/qr.js";
import { isThisDevice } from "../../look/this_device.js";
import { text } from "../panels/text.js";
import { seatLink } from "./seat_link.js";

/** @typedef {"shown" | "over" | "local" | "failed"} SeatCodeState `local`: no phone can open a page of this device alone */

/** Owns the card with the code, and when it is over. */
export class SeatCode {
  #timer = 0;
  #asked = {};

  /** @param {import("../session/session.js").Session} session */
  constructor(session) {
    this.session = session;
    element("seat-close").onclick = () => this.#dismiss();
    element("seat-again").onclick = () => void this.show();
  }

  /** Whether a phone may have taken the place by it, now or a moment ago. */
  get isOffered() {
    const { state } = element("seat").dataset;
    return state === "shown" || state === "over";
  }

  async show() {
    const asked = {};
    this.#asked = asked;
    element("seat").hidden = false;
    element("seat-title").focus();
    if (isThisDevice(location.hostname)) return this.#tell("local");
    const reply = await this.session.handOver();
    if (asked !== this.#asked) return undefined; // closed, or asked for again, meanwhile
    if (!reply.ok || reply.handover === undefined) return this.#tell("failed");
    const link = seatLink(location.origin + location.pathname, {
      code: this.session.code,
      token: reply.handover,
      standing: this.session.saved,
    });
    element("seat-qr").replaceChildren(qrCode(link, text("seat.qr")));
    const left_ms = (reply.expires_at ?? 0) - this.session.connection.now();
    this.#timer = window.setTimeout(() => this.#end(), Math.max(0, left_ms));
    return this.#tell("shown");
  }

  close() {
    this.#asked = {};
    this.#forget();
    element("seat").hidden = true;
    element("seat").dataset.state = "";
  }

  /** The button that had the focus goes, and the one that opened the card is there still, or was for this trouble. */
  #dismiss() {
    this.close();
    const opener = element("message").querySelector('[data-way="use-phone"]');
    (opener instanceof HTMLElement ? opener : element("lost")).focus();
  }

  #end() {
    this.#forget();
    this.#tell("over");
  }

  /** The code opens nothing any more, so nobody shall point a phone at it. */
  #forget() {
    window.clearTimeout(this.#timer);
    element("seat-qr").replaceChildren();
  }

  /** @param {SeatCodeState} state */
  #tell(state) {
    const card = element("seat");
    if (state !== "shown") this.#forget();
    card.dataset.state = state;
    element("seat-about").textContent = text(`seat.${state}`, { host: location.hostname });
    element("seat-qr").hidden = state !== "shown";
    element("seat-again").hidden = state !== "over" && state !== "failed";
  }
}
