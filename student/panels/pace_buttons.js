/** @file The pace buttons: one pressed at a time, taken back by a second press, let go when it has faded. */

import { element } from "../../look/dom.js";
import { standingPace, weightOf } from "../session/pace.js";

/** @typedef {import("../../protocol/messages.js").Pace} Pace */

const REDRAWN_EVERY_MS = 5000;

export class PaceButtons {
  /** @param {import("../session/session.js").Seat} seat */
  constructor(seat) {
    this.seat = seat;
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...element("pace").querySelectorAll("[data-pace]")]);
    for (const button of this.buttons) button.onclick = () => this.#press(paceOf(button));
    this.timer = 0;
    this.show();
  }

  show() {
    const now_ms = this.seat.connection.now();
    const standing = standingPace(this.seat.memory, now_ms);
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(paceOf(button) === standing));
      button.style.setProperty("--weight", String(weightOf(this.seat.memory, now_ms)));
    }
    window.clearTimeout(this.timer);
    if (standing !== null) this.timer = window.setTimeout(() => this.show(), REDRAWN_EVERY_MS);
  }

  /** @param {Pace} pace */
  #press(pace) {
    const standing = standingPace(this.seat.memory, this.seat.connection.now());
    this.seat.say({ pace: pace === standing ? null : pace });
    this.show();
  }
}

/** @param {HTMLButtonElement} button */
const paceOf = (button) => /** @type {Pace} */ (button.dataset.pace);
