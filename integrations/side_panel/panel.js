/** @file Side panel: shows a room's page beside a call, or opens it in a narrow window where its server lets nobody frame it. */

import { readRoomLink } from "./link.js";

const KEPT_AS = "readroom link";
/** What a page of Readroom says to whoever shows it inside a page of their own. */
const GREETING = "readroom";
/** A page greets before it has loaded, and its word crosses over from another process. */
const GREETS_WITHIN_MS = 3000;
const WINDOW = { type: "popup", width: 400, height: 760 };
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/**
 * @param {string} role
 * @returns {HTMLElement}
 */
const byRole = (role) => /** @type {HTMLElement} */ (document.querySelector(`[data-role="${role}"]`));

/** Owns which room is shown. */
class SidePanel {
  #link = "";
  #isGreeted = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #greetingDue;

  constructor() {
    this.frame = /** @type {HTMLIFrameElement} */ (byRole("page"));
    this.field = /** @type {HTMLInputElement} */ (byRole("link"));
    byRole("link-form").addEventListener("submit", (event) => this.#take(event));
    byRole("other").addEventListener("click", () => this.#ask());
    for (const role of ["window", "window-again"])
      byRole(role).addEventListener("click", () => this.#openWindow());
    addEventListener("message", (event) => this.#hear(event));
    this.frame.addEventListener("load", () => this.#loaded());
  }

  /** The room of before, where there was one. */
  begin() {
    const kept = localStorage.getItem(KEPT_AS);
    if (kept !== null) this.#show(kept);
  }

  /** @param {Event} event */
  #take(event) {
    event.preventDefault();
    const link = readRoomLink(this.field.value);
    const wrong = byRole("link-wrong");
    wrong.textContent = link === null ? chrome.i18n.getMessage("link_wrong") : "";
    this.field.setAttribute("aria-invalid", String(link === null));
    if (link === null) {
      this.field.focus();
      return;
    }
    localStorage.setItem(KEPT_AS, link);
    this.#show(link);
  }

  /** @param {string} link */
  #show(link) {
    this.#link = link;
    this.#isGreeted = false;
    byRole("link-form").hidden = true;
    byRole("bar").hidden = false;
    byRole("camera-about").hidden = new URL(link).pathname !== "/s";
    byRole("not-framed").hidden = true;
    this.frame.hidden = false;
    this.frame.src = link;
  }

  /** Another room: the link of before is forgotten, and its page let go. */
  #ask() {
    localStorage.removeItem(KEPT_AS);
    clearTimeout(this.#greetingDue);
    this.#link = "";
    this.frame.hidden = true;
    this.frame.removeAttribute("src");
    byRole("bar").hidden = true;
    byRole("not-framed").hidden = true;
    byRole("link-form").hidden = false;
    this.field.value = "";
    this.field.focus();
  }

  /** A page that a server keeps out of frames loads as an empty one, and says nothing. */
  #loaded() {
    if (this.#link === "" || this.#isGreeted) return;
    clearTimeout(this.#greetingDue);
    this.#greetingDue = setTimeout(() => this.#missed(), GREETS_WITHIN_MS);
  }

  #missed() {
    this.frame.hidden = true;
    byRole("not-framed").hidden = false;
    this.#openWindow();
  }

  /** @param {MessageEvent} event */
  #hear({ data, origin, source }) {
    if (data !== GREETING || source !== this.frame.contentWindow) return;
    if (this.#link === "" || origin !== new URL(this.#link).origin) return;
    this.#isGreeted = true;
    clearTimeout(this.#greetingDue);
  }

  #openWindow() {
    void chrome.windows.create({ ...WINDOW, url: this.#link });
  }
}

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-message]")))
  element.textContent = chrome.i18n.getMessage(element.dataset.message ?? "");
const language = chrome.i18n.getMessage("language");
document.documentElement.lang = language;
document.documentElement.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
new SidePanel().begin();
