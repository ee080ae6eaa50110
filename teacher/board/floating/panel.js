/** @file Floating window: a picture-in-picture with the class index, the counts and the hint, but no names, while the teacher presents. */

import { labelOf } from "../../../classroom/student.js";
import { byRole, setText } from "../../../look/dom.js";
import { whileBusy } from "../../busy_button.js";
import { text } from "../../text.js";
import { Counts } from "../tiles/counts.js";

const SIZE = { width: 380, height: 240 };
const TICK_MS = 1000;

/** Owns the window, while there is one. */
export class FloatingPanel {
  /** @type {Map<string, import("../../../classroom/student.js").Label>} */
  #labels = new Map();
  /** @type {Window | null} */
  #window = null;
  /** @type {Counts | null} */
  #counts = null;

  /**
   * @param {Document} page
   * @param {import("../toolkit/panel.js").Host & {staleness: {sinceMs: number | null}}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.button = byRole(page, "open-floating");
    this.button.hidden = false;
    this.button.addEventListener("click", () =>
      this.#window === null ? void whileBusy(this.button, () => this.#open()) : this.#close(),
    );
    addEventListener("pagehide", () => this.#close());
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, changed }) {
    for (const id of changed) {
      const student = students.get(id);
      if (student !== undefined) this.#labels.set(id, labelOf(student));
    }
    if (this.#window?.closed) this.#gone();
    if (this.#window !== null) this.#show(this.#window.document);
  }

  async #open() {
    const small = await newWindow();
    setText(byRole(this.page, "floating-trouble"), small === null ? text("floating.blocked") : "");
    if (small === null || this.board.room === null) return;
    this.#window = small;
    this.#furnish(small.document);
    this.button.setAttribute("aria-pressed", "true");
    small.addEventListener("pagehide", () => this.#gone());
    // The board's own timers slow down while another program covers it; this window is seen, so its timers do not.
    small.setInterval(() => this.board.tick(), TICK_MS);
    this.board.render();
  }

  /** @param {Document} small */
  #furnish(small) {
    small.title = text("floating.title");
    small.documentElement.lang = document.documentElement.lang;
    small.documentElement.dir = document.documentElement.dir;
    for (const { href } of /** @type {NodeListOf<HTMLLinkElement>} */ (
      this.page.querySelectorAll('link[rel="stylesheet"]')
    ))
      small.head.append(stylesheet(small, href));
    const template = /** @type {HTMLTemplateElement} */ (byRole(this.page, "floating-template"));
    small.body.replaceChildren(small.importNode(template.content, true));
    const chip = /** @type {HTMLTemplateElement} */ (byRole(this.page, "count-template"));
    this.#counts = new Counts(byRole(small, "floating-counts"), chip);
    if (this.board.room !== null) this.#counts.fitRoom(this.board.room);
  }

  /** @param {Document} small */
  #show(small) {
    this.#counts?.show([...this.#labels.values()]);
    byRole(small, "floating").classList.toggle("stale", this.board.staleness.sinceMs !== null);
    for (const [own, source] of [
      ["floating-stale", "stale-note"],
      ["floating-index", "class-index"],
      ["floating-hint", "hint-words"],
    ]) {
      const said = byRole(this.page, source ?? "");
      const line = byRole(small, own ?? "");
      line.hidden = said.closest("[hidden]") !== null;
      setText(line, said.textContent ?? "");
    }
  }

  #close() {
    this.#window?.close();
    this.#gone();
  }

  #gone() {
    this.#window = null;
    this.#counts = null;
    this.button.setAttribute("aria-pressed", "false");
  }
}

/** @returns {Promise<Window | null>} one that stays on top where the browser has such; null where it lets none open */
async function newWindow() {
  const { documentPictureInPicture } =
    /** @type {{documentPictureInPicture?: {requestWindow: (size: typeof SIZE) => Promise<Window>}}} */ (
      /** @type {unknown} */ (globalThis)
    );
  if (documentPictureInPicture !== undefined)
    return documentPictureInPicture.requestWindow(SIZE).catch(() => null);
  return open("", "readroom-small", `popup,width=${SIZE.width},height=${SIZE.height}`);
}

/**
 * @param {Document} small
 * @param {string} href
 */
function stylesheet(small, href) {
  const link = small.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  return link;
}
