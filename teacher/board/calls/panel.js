/** @file Calls panel: calls the teacher for a hint or a hand while the board is out of sight, once they have said they want it. */

import { byRole } from "../../../look/dom.js";
import { device } from "../../../look/storage.js";
import { whileBusy } from "../../busy_button.js";
import { text } from "../../text.js";
import { notify, permission, requestPermission, showBadge } from "../hint/notifications.js";
import { keepSettings, readSettings } from "../hint/settings.js";
import { Caller } from "./caller.js";
import { LastSeen } from "./last_seen.js";
import { RaisedHands } from "./raised.js";

/** A question that was answered is not asked again on this device. */
const ASKED_AS = "readroom calls asked";

/** Owns the question whether to call, and the calls. */
export class CallsPanel {
  #hands = new RaisedHands();
  #lastSeen = new LastSeen(document);
  #hadHint = false;
  #missed = 0;

  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.question = byRole(page, "calls-question");
    this.caller = new Caller({
      isWanted: () => permission() === "granted" && readSettings().desktop,
      isHidden: () => document.visibilityState === "hidden",
      isLastSeen: () => this.#lastSeen.isThis,
      nowMs: () => performance.now(),
      notify,
    });
    const yes = byRole(page, "want-calls");
    yes.addEventListener("click", () => void whileBusy(yes, () => this.#want()));
    byRole(page, "refuse-calls").addEventListener("click", () => this.#settle(false));
    document.addEventListener("visibilitychange", () => this.#looked());
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, stale }) {
    if (stale) return;
    const { count, isNew } = this.#hands.update(students.values());
    if (isNew) this.#call(text("calls.hands_up", { count }));
    this.#watchHint();
  }

  /** The hint's own panel has shown it, in words that name nobody. */
  #watchHint() {
    const hasHint = !byRole(this.page, "hint").hidden;
    if (hasHint && !this.#hadHint) {
      this.#offer();
      this.#call(byRole(this.page, "hint-words").textContent ?? "");
    }
    this.#hadHint = hasHint;
  }

  /** @param {string} words */
  #call(words) {
    if (!this.caller.call(words)) return;
    this.#missed += 1;
    showBadge(this.#missed);
  }

  /** Asked at the first hint, when a teacher sees what for, and once. */
  #offer() {
    this.question.hidden = permission() !== "default" || device.read(ASKED_AS) !== null;
  }

  async #want() {
    this.#settle(await requestPermission());
  }

  /** @param {boolean} wanted */
  #settle(wanted) {
    device.write(ASKED_AS, "yes");
    keepSettings({ ...readSettings(), desktop: wanted });
    this.question.hidden = true;
  }

  #looked() {
    if (document.visibilityState !== "visible") return;
    this.#missed = 0;
    showBadge(0);
  }
}
