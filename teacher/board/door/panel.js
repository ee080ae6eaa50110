/** @file Door panel: whether the room is locked, who asks to come in, and who was removed. */

import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { text } from "../../text.js";
import { reconcile } from "../toolkit/keyed_list.js";

/** @typedef {import("./controller.js").Person} Named */

/** A person reads so many names at once; the rest is counted until there is room. */
const MOST_SHOWN = 30;

/** Owns the door's part of the page, and the button that locks the room. */
export class DoorPanel {
  /** @type {Map<string, HTMLElement>} */
  #items = new Map();
  /** @type {Set<string>} who was announced */
  #announced = new Set();

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {doorController: import("./controller.js").DoorController, view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.controller = board.doorController;
    this.title = byRole(page, "door-title");
    this.#on("lock-room", () => this.controller.lock(true));
    this.#on("unlock-room", () => this.controller.lock(false));
    this.#on("let-all-in", () => this.#answerAll("admitted"));
    this.#on("none-now", () => this.#answerAll("removed"));
  }

  render() {
    const [asking, removed] = [this.controller.waiting, this.controller.removed];
    const { isLocked } = this.controller.door;
    byRole(this.page, "door").hidden = !isLocked && removed.length === 0;
    byRole(this.page, "lock-room").hidden = isLocked;
    setText(
      this.title,
      asking.length > 0 ? text("door.asking", { count: asking.length }) : stateWords(isLocked),
    );
    setText(byRole(this.page, "door-about"), text(isLocked ? "door.locked_about" : "door.open_about"));
    this.#showUnlock(isLocked, asking.length);
    this.#showAsking(asking);
    this.#showRemoved(removed);
    const untold = this.controller.outbox.isPending && !this.board.connection.online;
    setText(byRole(this.page, "door-note"), untold ? text("door.untold") : "");
    this.#announce(asking);
  }

  /** @param {import("../../../classroom/notes.js").Note} note */
  note(note) {
    if (note.kind !== "door") return;
    this.board.view.arrangeBy({}); // whose seat is removed has no tile
    this.render();
  }

  /**
   * @param {string} role
   * @param {() => void} act after which the button may be gone
   */
  #on(role, act) {
    byRole(this.page, role).addEventListener("click", () => {
      act();
      this.board.render();
      this.title.focus();
    });
  }

  /** @param {import("./door.js").Decision} what */
  #answerAll(what) {
    const students = this.controller.waiting.map(({ id }) => id);
    if (students.length > 0) this.controller.decide(students, what);
  }

  /**
   * @param {boolean} isLocked
   * @param {number} count of those who wait, whom it lets in
   */
  #showUnlock(isLocked, count) {
    const unlock = byRole(this.page, "unlock-room");
    unlock.hidden = !isLocked;
    setText(unlock, count === 0 ? text("door.unlock") : text("door.unlock_all", { count }));
    for (const role of ["let-all-in", "none-now"]) byRole(this.page, role).hidden = count < 2;
  }

  /** @param {Named[]} asking */
  #showAsking(asking) {
    const shown = asking.slice(0, MOST_SHOWN);
    reconcile(
      byRole(this.page, "asking"),
      shown.map((student) => this.#askingItem(student)),
    );
    const more = byRole(this.page, "asking-more");
    more.hidden = asking.length <= MOST_SHOWN;
    setText(more, text("door.more", { count: Math.max(0, asking.length - MOST_SHOWN) }));
  }

  /** @param {Named[]} removed */
  #showRemoved(removed) {
    byRole(this.page, "removed-box").hidden = removed.length === 0;
    setText(byRole(this.page, "removed-title"), text("door.removed", { count: removed.length }));
    const shown = removed.slice(0, MOST_SHOWN);
    reconcile(
      byRole(this.page, "removed"),
      shown.map((student) => this.#removedItem(student)),
    );
    this.#forget(new Set([...this.controller.waiting, ...shown].map(({ id }) => id)));
  }

  /** @param {Named} student */
  #askingItem(student) {
    const item = this.#item(student, "asker-template");
    this.#button(item, student, "let-in", "admitted");
    this.#button(item, student, "not-now", "removed");
    return item;
  }

  /** @param {Named} student */
  #removedItem(student) {
    const item = this.#item(student, "removed-template");
    this.#button(item, student, "let-back-in", "admitted");
    return item;
  }

  /**
   * @param {Named} student
   * @param {string} template
   */
  #item(student, template) {
    const key = `${template} ${student.id}`;
    const item = this.#items.get(key) ?? this.#newItem(template);
    this.#items.set(key, item);
    setText(byRole(item, "door-name"), this.#nameOf(student));
    return item;
  }

  /** @param {string} template */
  #newItem(template) {
    const content = /** @type {HTMLTemplateElement} */ (byRole(this.page, template)).content.cloneNode(true);
    return byRole(/** @type {DocumentFragment} */ (content), "door-item");
  }

  /**
   * @param {HTMLElement} item
   * @param {Named} student
   * @param {"let-in" | "not-now" | "let-back-in"} role
   * @param {import("./door.js").Decision} what
   */
  #button(item, student, role, what) {
    const button = byRole(item, role);
    const told = { what: button.textContent, name: this.#nameOf(student) };
    setAttribute(button, "aria-label", text("door.which", told));
    button.onclick = () => {
      this.controller.decide([student.id], what);
      this.board.render();
      this.#focusNext(role);
    };
  }

  /** @param {string} role of the button that has gone with its row */
  #focusNext(role) {
    const section = byRole(this.page, "door");
    const next = /** @type {HTMLElement | null} */ (section.querySelector(`[data-role="${role}"]`));
    if (section.hidden) byRole(this.page, "lock-room").focus();
    else (next ?? this.title).focus();
  }

  /** @param {Set<string>} shown */
  #forget(shown) {
    for (const key of this.#items.keys())
      if (!shown.has(key.slice(key.indexOf(" ") + 1))) this.#items.delete(key);
  }

  /** @param {Named[]} asking */
  #announce(asking) {
    const { announcements } = this.board.view;
    const ids = new Set(asking.map(({ id }) => id));
    for (const id of this.#announced) if (!ids.has(id)) announcements.forget(keyOf(id));
    this.#announced = ids;
    for (const student of asking)
      announcements.set(keyOf(student.id), this.#nameOf(student), [text("door.asks")]);
  }

  /** @param {Named} student where the class alone is shown, nobody is named */
  #nameOf(student) {
    return byRole(this.page, "tiles").hidden ? text("announce.somebody") : this.board.view.nameOf(student);
  }
}

/** @param {string} id */
const keyOf = (id) => `door ${id}`;

/** @param {boolean} isLocked */
const stateWords = (isLocked) => text(isLocked ? "door.locked" : "door.open");
