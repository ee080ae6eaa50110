/** @file Presence of teachers: how many boards are open, and whether the teacher is not here yet or has left. */

import { element } from "../../look/dom.js";
import { text } from "./text.js";

// After a restart of the relay boards come back when students do, some seconds apart.
const GONE_AFTER_MS = 4000;

export class Watching {
  #timer = 0;

  /**
   * @param {import("./notices.js").Notices} notices
   * @param {import("../session/session.js").Session} session which remembers over a reload whether a teacher was here
   */
  constructor(notices, session) {
    this.notices = notices;
    this.session = session;
  }

  /** @param {number} teachers */
  show(teachers) {
    const { taught } = this.session.saved;
    this.forget();
    showWatching(teachers);
    if (teachers > 0 && !taught) this.session.keep({ taught: true });
    if (teachers === 0 && !taught) this.notices.set("no-teacher", true);
    if (teachers === 0 && taught) this.#timer = window.setTimeout(() => this.#tellGone(), GONE_AFTER_MS);
  }

  /** Nobody can know: the line is down, or the lesson over. */
  forget() {
    window.clearTimeout(this.#timer);
    this.notices.clear("no-teacher");
    showWatching(null);
  }

  #tellGone() {
    this.notices.set("no-teacher", true, text("trouble.teacher-left"));
  }
}

/** @param {number | null} teachers null while nobody can know */
function showWatching(teachers) {
  const box = element("watching");
  box.hidden = teachers === null;
  box.dataset.teachers = String(teachers ?? 0);
  box.textContent =
    box.dataset.teachers === "0" ? text("watching.nobody") : text("watching", { count: teachers ?? 0 });
}
