/** @file Tooltip: explains whatever carries `data-help`, on hover, on focus and on a tap; Escape closes it. */

import { byRole, setText } from "../../../look/dom.js";
import { text } from "../../text.js";

/**
 * The names `data-help` may have: what is counted, and what else is told.
 * @typedef {import("../tiles/counts.js").Counted | "class" | "index" | "mean" | "reading" | "hint" | "hands" | "pace" | "answered" | "alerts" | "seen" | "since" | "lately" | "stale" | "told"} Explained
 */

const EXPLAINED = "[data-help]";
const EDGE_PX = 8;
/** Tiles are walked by arrow keys and have a panel of their own that explains itself. */
const WALKED = '[data-role="tile"]';

/** Owns the tip and which element it explains. */
export class Tip {
  /** @type {HTMLElement | null} */
  #explained = null;

  /** @param {Document} page */
  constructor(page) {
    this.tip = byRole(page, "tip");
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(EXPLAINED)))
      if (element.tabIndex < 0 && element.closest(WALKED) === null) element.tabIndex = 0;
    page.addEventListener("pointerover", ({ target }) => this.#look(target));
    page.addEventListener("focusin", ({ target }) => this.#look(target));
    page.addEventListener("focusout", () => this.#hide());
    page.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.#hide();
    });
    // Who walks by Tab scrolls: the tip goes along.
    addEventListener("scroll", () => this.#place(), { passive: true });
  }

  /**
   * The tip stays while the pointer is on it, so that it can be read under a magnifier.
   * @param {EventTarget | null} target
   */
  #look(target) {
    if (!(target instanceof Element) || this.tip.contains(target)) return;
    const explained = /** @type {HTMLElement | null} */ (target.closest(EXPLAINED));
    // Over the tiles it would lie on the names of others; the detail explains itself.
    if (explained !== null && explained.closest(WALKED) === null) this.#show(explained);
    else if (this.#explained !== document.activeElement) this.#hide();
  }

  /** @param {HTMLElement} element */
  #show(element) {
    if (element !== this.#explained) this.#hide();
    this.#explained = element;
    const about = text(`help.${/** @type {Explained} */ (element.dataset.help)}`);
    const now = element.dataset.helpNow;
    setText(this.tip, now === undefined ? about : `${now} ${about}`);
    this.tip.hidden = false;
    element.setAttribute("aria-describedby", this.tip.id);
    this.#place();
  }

  #hide() {
    this.tip.hidden = true;
    this.#explained?.removeAttribute("aria-describedby");
    this.#explained = null;
  }

  #place() {
    if (this.#explained === null) return;
    const { left, bottom, top } = this.#explained.getBoundingClientRect();
    const { width, height } = this.tip.getBoundingClientRect();
    const below = bottom + height <= innerHeight;
    this.tip.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
    this.tip.style.top = `${below ? bottom : Math.max(EDGE_PX, top - height)}px`;
  }
}
