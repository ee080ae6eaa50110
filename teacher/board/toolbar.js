/** @file Toolbar with an overflow menu: one row of buttons, of which those that do not fit move into the menu. */

import { byRole, setAttribute } from "../../look/dom.js";

/** Owns the row and its menu; what a button does is another's matter. */
export class Toolbar {
  /** @param {Document} page */
  constructor(page) {
    this.row = byRole(page, "tools");
    this.menu = byRole(page, "more-tools");
    this.button = byRole(page, "open-more");
    /** The order in which the tools stand in the row. */
    this.order = [...this.row.children];
    this.button.addEventListener("click", () => this.#show(this.menu.hidden));
    this.menu.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("button, a") !== null) this.#show(false);
    });
    page.addEventListener("click", ({ target }) => {
      const inside = target instanceof Node && (this.menu.contains(target) || this.button.contains(target));
      if (!inside) this.#show(false);
    });
    this.row.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.menu.hidden) return;
      this.#show(false);
      this.button.focus();
    });
    this.resizes = new ResizeObserver(() => this.#fit());
    this.resizes.observe(this.row);
    // Buttons come with the panels they belong to, and change their words.
    this.changes = new MutationObserver(() => this.#fit());
    this.#watch();
    this.#fit();
  }

  /** @param {boolean} open */
  #show(open) {
    this.menu.hidden = !open;
    setAttribute(this.button, "aria-expanded", String(open));
  }

  #watch() {
    const options = { subtree: true, attributeFilter: ["hidden"], characterData: true };
    this.changes.observe(this.row, options);
  }

  /** Only what has to move is moved: a button that is moved loses the focus. */
  #fit() {
    // While somebody looks into the menu, it stays as it is.
    if (!this.menu.hidden || this.row.offsetWidth === 0) return;
    this.changes.disconnect();
    while (this.#takeBack());
    while (!this.#fits() && this.#putAway());
    this.#watch();
  }

  /** @returns {boolean} whether the first button of the menu had room in the row */
  #takeBack() {
    const first = this.menu.firstElementChild;
    if (first === null) return false;
    this.#putBack(first);
    this.button.hidden = this.menu.childElementCount === 0;
    if (this.#fits()) return true;
    this.menu.prepend(first);
    this.button.hidden = false;
    return false;
  }

  /** @param {Element} tool to its own place in the row */
  #putBack(tool) {
    const place = this.order.indexOf(tool);
    const next = [...this.row.children].find((other) => this.order.indexOf(other) > place);
    this.row.insertBefore(tool, next ?? null);
  }

  /** @returns {boolean} whether there was a button to put into the menu */
  #putAway() {
    const last = [...this.row.querySelectorAll(":scope > [data-movable]")].at(-1);
    if (last === undefined) return false;
    this.menu.prepend(last);
    this.button.hidden = false;
    return true;
  }

  #fits() {
    const gap = Number.parseFloat(getComputedStyle(this.row).columnGap) || 0;
    const shown = /** @type {HTMLElement[]} */ ([...this.row.children]).filter(
      (tool) => tool !== this.menu && tool.offsetWidth > 0,
    );
    const width = shown.reduce((sum, tool) => sum + naturalWidth(tool) + gap, -gap);
    return width <= this.row.clientWidth;
  }
}

/**
 * On a narrow screen the buttons share the row: what one needs is the width of its words.
 * @param {HTMLElement} tool
 */
function naturalWidth(tool) {
  const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(tool);
  const range = document.createRange();
  range.selectNodeContents(tool);
  const words = range.getBoundingClientRect().width;
  return words + Number.parseFloat(paddingInlineStart) + Number.parseFloat(paddingInlineEnd) + 2;
}
