/** @file Close dialog: asks before the room is closed, and says why where it could not be. */

import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";

/** @typedef {import("../../../protocol/messages.js").Refused} Refused */

/** Owns the button, and the dialog that stays until the room is closed or the teacher stays. */
export class CloseDialog {
  /**
   * @param {ParentNode} page
   * @param {() => Promise<Refused | null>} close answers why the room is still open
   */
  constructor(page, close) {
    this.close = close;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "close-dialog"));
    this.confirm = byRole(page, "confirm-close");
    this.trouble = byRole(page, "close-trouble");
    byRole(page, "close-room").addEventListener("click", () => this.#ask());
    byRole(page, "cancel-close").addEventListener("click", () => this.dialog.close());
    this.confirm.addEventListener("click", () => void whileBusy(this.confirm, () => this.#close()));
  }

  /** Somebody else has closed it. */
  dismiss() {
    this.dialog.close();
  }

  #ask() {
    setText(this.trouble, "");
    this.dialog.showModal();
  }

  async #close() {
    setText(this.trouble, "");
    const refusal = await this.close();
    if (refusal === null) this.dialog.close();
    else setText(this.trouble, text("closing.refused", { reason: refusalWords(refusal) }));
  }
}
