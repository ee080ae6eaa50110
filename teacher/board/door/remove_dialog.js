/** @file Remove dialog: asks before a student is removed, and says what that does and cannot do. */

import { byRole, setText } from "../../../look/dom.js";
import { pieces } from "../../../look/locale.js";
import { text } from "../../text.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */

/** Owns the dialog. */
export class RemoveDialog {
  /** @type {Student | null} */
  #student = null;

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {doorController: import("./controller.js").DoorController, view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "remove-dialog"));
    byRole(page, "confirm-remove").addEventListener("click", () => this.#remove(false));
    byRole(page, "remove-and-lock").addEventListener("click", () => this.#remove(true));
    byRole(page, "cancel-remove").addEventListener("click", () => this.dialog.close());
  }

  /** @param {Student} student */
  ask(student) {
    this.#student = student;
    const { isLocked } = this.board.doorController.door;
    byRole(this.page, "remove-title").replaceChildren(...titleOf(this.board.view.nameOf(student)));
    setText(byRole(this.page, "remove-limits"), text(isLocked ? "removing.locked" : "removing.limits"));
    byRole(this.page, "remove-and-lock").hidden = isLocked;
    this.dialog.showModal();
  }

  /** @param {boolean} locks the room too */
  #remove(locks) {
    if (this.#student === null) return;
    const { doorController } = this.board;
    doorController.decide([this.#student.id], "removed");
    if (locks) doorController.lock(true);
    this.#student = null;
    this.dialog.close();
    this.board.render();
    byRole(this.page, "door-title").focus();
  }
}

/**
 * A name is isolated, and is no word to be translated.
 * @param {string} name
 * @returns {(string | HTMLElement)[]}
 */
function titleOf(name) {
  return pieces("removing.title").map((piece) => {
    if ("text" in piece) return piece.text;
    const element = document.createElement("bdi");
    element.translate = false;
    element.textContent = name;
    return element;
  });
}
