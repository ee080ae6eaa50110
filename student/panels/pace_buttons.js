/** @file Pace buttons: one pressed at a time, released by a second press or when the pace has faded. */

import { element } from "../../look/dom.js";
import { standingPace, weightOf } from "../session/pace.js";

/** @typedef {import("../../protocol/messages.js").Pace} Pace */

const REDRAWN_EVERY_MS = 5000;

export class PaceButtons {
  /**
   * @param {import("../session/session.js").Session} session
   * @param {() => void} [onShown] what is pressed has changed, or has faded
   */
  constructor(session, onShown = () => {}) {
    this.session = session;
    this.onShown = onShown;
    this.buttons = /** @type {HTMLButtonElement[]} */ ([...element("pace").querySelectorAll("[data-pace]")]);
    for (const button of this.buttons) button.onclick = () => this.#press(paceOf(button));
    this.timer = 0;
    this.show();
  }

  show() {
    const now_ms = this.session.connection.now();
    const standing = standingPace(this.session.saved, now_ms);
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(paceOf(button) === standing));
      button.style.setProperty("--weight", String(weightOf(this.session.saved, now_ms)));
    }
    window.clearTimeout(this.timer);
    if (standing !== null) this.timer = window.setTimeout(() => this.show(), REDRAWN_EVERY_MS);
    this.onShown();
  }

  /** @param {Pace} pace */
  #press(pace) {
    const standing = standingPace(this.session.saved, this.session.connection.now());
    this.session.say({ pace: pace === standing ? null : pace });
    this.show();
  }
}

/** @param {HTMLButtonElement} button */
const paceOf = (button) => /** @type {Pace} */ (button.dataset.pace);
