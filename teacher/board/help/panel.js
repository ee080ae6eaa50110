/** @file Help panel: the tooltips, the dialog of keys and limits, and the tour. */

import { byRole } from "../../../look/dom.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";
import { Tip } from "./tip.js";
import { Tour } from "./tour.js";

/** Owns the help button and what it opens. */
export class HelpPanel {
  /** @param {Document} page */
  constructor(page) {
    this.tip = new Tip(page);
    this.tour = new Tour(page);
    this.dialog = /** @type {HTMLDialogElement} */ (byRole(page, "help-dialog"));
    const button = byRole(page, "open-help");
    button.hidden = false;
    button.addEventListener("click", () => this.dialog.showModal());
    byRole(page, "show-tour").addEventListener("click", () => {
      this.dialog.close();
      this.tour.open();
    });
    page.addEventListener("keydown", (event) => {
      if (isShortcut(event, "help")) this.dialog.showModal();
    });
  }

  enterRoom() {
    this.tour.begin();
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students }) {
    if (students.size > 0) this.tour.stepAside();
  }
}
