/** @file Last seen: which of the boards that are open in this browser was in sight last. */

import { device } from "../../../look/storage.js";

const KEPT_AS = "readroom board seen";

/** Owns this page's part of it. */
export class LastSeen {
  #id = Math.random().toString(36).slice(2);

  /** @param {Document} page */
  constructor(page) {
    this.page = page;
    page.addEventListener("visibilitychange", () => this.#note());
    this.#note();
  }

  /** @returns {boolean} whether this page is the one */
  get isThis() {
    return device.read(KEPT_AS) === this.#id;
  }

  #note() {
    if (this.page.visibilityState === "visible") device.write(KEPT_AS, this.#id);
  }
}
