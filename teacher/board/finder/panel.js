/** @file Finder panel: the controls above the tiles, that is search, order, filter, compact tiles, and the class alone. */

import { byRole } from "../../../look/dom.js";
import { device } from "../../../look/storage.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";

/** @typedef {import("../tiles/class_view.js").ViewOptions} ViewWish */

const KEY = "readroom.view";

/** Owns the controls; what they ask for is done by the view. */
export class FinderPanel {
  /**
   * @param {ParentNode} page
   * @param {{view: import("../tiles/class_view.js").ClassView, render: () => void}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.search = /** @type {HTMLInputElement} */ (byRole(page, "search"));
    this.order = /** @type {HTMLSelectElement} */ (byRole(page, "order"));
    this.shown = /** @type {HTMLSelectElement} */ (byRole(page, "shown"));
    this.size = /** @type {HTMLSelectElement} */ (byRole(page, "tile-size"));
    this.classOnly = /** @type {HTMLInputElement} */ (byRole(page, "class-only"));
    this.toggle = byRole(page, "toggle-finder");
    this.finder = byRole(page, "finder");
    this.toggle.addEventListener("click", () => this.#open(!this.finder.classList.contains("open")));
    this.#recall();
    for (const control of [this.search, this.order, this.shown, this.size, this.classOnly])
      control.addEventListener("input", () => this.#ask());
    document.addEventListener("keydown", (event) => {
      if (!isShortcut(event, "search")) return;
      event.preventDefault();
      this.#open(true);
      this.search.focus();
    });
    this.#ask();
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students }) {
    this.finder.hidden = students.size === 0;
    this.toggle.hidden = this.finder.hidden;
  }

  /** @param {boolean} open on a narrow screen; a wide one has room for it at any time */
  #open(open) {
    this.finder.classList.toggle("open", open);
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  /** @returns {ViewWish} */
  #wish() {
    return {
      search: this.search.value,
      order: /** @type {ViewWish["order"]} */ (this.order.value),
      shown: /** @type {ViewWish["shown"]} */ (this.shown.value),
      size: /** @type {ViewWish["size"]} */ (this.size.value),
      classOnly: this.classOnly.checked,
    };
  }

  #ask() {
    const wish = this.#wish();
    for (const control of [this.search, this.order, this.shown, this.size]) control.disabled = wish.classOnly;
    this.board.view.arrangeBy(wish);
    this.board.render();
    // What is worth keeping for the next lesson.
    device.writeObject(KEY, { order: wish.order, classOnly: wish.classOnly });
  }

  #recall() {
    const { order, classOnly } = device.readObject(KEY);
    if ([...this.order.options].some(({ value }) => value === order)) this.order.value = String(order);
    this.classOnly.checked = classOnly === true;
  }
}
