/** @file Roving tabindex: arrow keys move over the tiles, and the Tab key stops at one of them, however large the class. */

import { isBrowsersOwn } from "../toolkit/keyboard_shortcuts.js";

/** Owns which tile the Tab key stops at. */
export class RovingTabindex {
  /** @type {HTMLElement | null} */
  #stop = null;

  /**
   * @param {HTMLElement} list
   * @param {(tile: HTMLElement) => void} onVisit
   */
  constructor(list, onVisit) {
    this.list = list;
    list.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("focusin", ({ target }) => {
      const tile = tileOf(target);
      if (tile === null) return;
      this.#stopAt(tile);
      onVisit(tile);
    });
    list.addEventListener("click", ({ target }) => focusTile(tileOf(target)));
  }

  /** Keep one tile in sight within reach of the Tab key. */
  ensureStop() {
    if (this.#stop?.isConnected && !this.#stop.hidden) return;
    const first = this.#tiles()[0];
    if (first !== undefined) this.#stopAt(first);
  }

  /** @param {HTMLElement} tile */
  #stopAt(tile) {
    if (tile === this.#stop) return;
    if (this.#stop !== null) this.#stop.tabIndex = -1;
    tile.tabIndex = 0;
    this.#stop = tile;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tile = tileOf(event.target);
    if (tile === null || isBrowsersOwn(event)) return;
    const tiles = this.#tiles();
    const target = this.#target(event.key, tiles.indexOf(tile), tiles.length);
    if (target === null) return;
    event.preventDefault();
    focusTile(tiles[target] ?? null);
  }

  /**
   * @param {string} key
   * @param {number} index
   * @param {number} count
   * @returns {number | null} null for a key that does not walk
   */
  #target(key, index, count) {
    const forward = getComputedStyle(this.list).direction === "rtl" ? -1 : 1;
    const row = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
    const steps = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: row, ArrowUp: -row };
    if (key === "Home") return 0;
    if (key === "End") return count - 1;
    const step = steps[/** @type {keyof typeof steps} */ (key)];
    return step === undefined ? null : Math.min(count - 1, Math.max(0, index + step));
  }

  /** @returns {HTMLElement[]} those in the list that are not filtered out */
  #tiles() {
    return [
      .../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll(":scope > :not([hidden])")),
    ];
  }
}

/** @param {HTMLElement | null} tile */
function focusTile(tile) {
  if (tile === null) return;
  // Only what has a tabindex can take the focus.
  if (!tile.hasAttribute("tabindex")) tile.tabIndex = -1;
  tile.focus();
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
function tileOf(target) {
  return target instanceof Element ? target.closest('[data-role="tile"]') : null;
}
