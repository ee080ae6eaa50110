/** @file Clapperboard panel: shows the lesson's time as a QR code for three seconds, for a recording of this screen. */

import { saidBy } from "../../../look/busy.js";
import { byRole } from "../../../look/dom.js";
import { late } from "../../../protocol/lazy_import.js";
import { clapperText } from "../../clapper_code.js";
import { text } from "../../text.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";

const qr = late(() => import("../../../look/qr.js"));

/** The review looks at every second one, so that it misses none. */
const SHOWN_MS = 3000;

/** Owns the dialog, which closes by itself. */
export class ClapperPanel {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Document} page
   * @param {{code: string, connection: Pick<import("../../../protocol/connection.js").Connection, "now">}} board
   */
  constructor(page, { code, connection }) {
    this.code = code;
    this.connection = connection;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "clapper"));
    this.place = byRole(page, "clapper-code");
    this.button = byRole(page, "show-clapper");
    this.button.addEventListener("click", () => void this.#show());
    this.dialog.addEventListener("close", () => clearTimeout(this.#timer));
    page.addEventListener("keydown", (event) => {
      if (isShortcut(event, "clapper")) void this.#show();
    });
  }

  enterRoom() {
    this.button.hidden = false;
  }

  async #show() {
    const { qrCode } = await qr(saidBy(this.button));
    if (this.dialog.open) return;
    this.place.replaceChildren(qrCode(clapperText(this.connection.now(), this.code), text("clapper.label")));
    this.dialog.showModal();
    this.#timer = setTimeout(() => this.dialog.close(), SHOWN_MS);
  }
}
