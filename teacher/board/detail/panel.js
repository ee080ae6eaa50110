/** @file Detail panel: one student's last quarter of an hour and the pin, while their tile has the focus. */

import { labelOf } from "../../../classroom/student.js";
import { momentsOf, sinceWindowStart, stretches } from "../../../classroom/timeline/track.js";
import { byRole, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { alertWords, cueWords, stateWords } from "../../../look/words.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { durationWords } from "../../time_words.js";
import { isCalling, Lowering } from "../hands/lowering.js";
import { RovingTabindex } from "../tiles/roving_tabindex.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";
import { stateBars } from "./state_bars.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/timeline/class_index.js").ShownState} ShownState */

const SHOWN_MS = 15 * 60 * 1000;
const TOLD_STATES = 4;

/** Owns the panel at the foot of the page. */
export class DetailPanel {
  #student = "";
  #trouble = "";
  /** @type {import("../toolkit/panel.js").Moment | null} */
  #moment = null;

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {view: import("../tiles/class_view.js").ClassView}} board
   * @param {import("../door/remove_dialog.js").RemoveDialog} removing
   */
  constructor(page, board, removing) {
    this.board = board;
    this.panel = byRole(page, "detail");
    this.list = byRole(page, "tiles");
    this.pin = byRole(page, "pin");
    this.walking = new RovingTabindex(this.list, (tile) => this.#visit(tile));
    this.lowering = new Lowering(board);
    this.#lowers("lower-hand", "hand");
    this.#lowers("clear-one-lost", "lost");
    this.pin.addEventListener("click", () => this.#togglePin());
    byRole(page, "remove-student").addEventListener("click", () => {
      const student = board.roster.students.get(this.#student);
      if (student !== undefined) removing.ask(student);
    });
    byRole(page, "close-detail").addEventListener("click", () => this.#close());
    for (const element of [this.list, this.panel])
      element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render(moment) {
    this.#moment = moment;
    this.walking.ensureStop();
    if (this.list.hidden) this.panel.hidden = true;
    if (!this.panel.hidden) this.#show();
  }

  /** @param {HTMLElement} tile */
  #visit(tile) {
    this.#student = tile.dataset.student ?? "";
    this.#trouble = "";
    this.panel.hidden = false;
    tile.setAttribute("aria-describedby", "detail-summary");
    this.#show();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape") this.#close();
    if (isShortcut(event, "pin") && !this.panel.hidden) this.#togglePin();
  }

  #close() {
    const inside = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    if (inside) /** @type {HTMLElement | null} */ (this.list.querySelector('[tabindex="0"]'))?.focus();
    this.panel.hidden = true;
  }

  #togglePin() {
    this.board.view.togglePin(this.#student);
    this.board.render();
  }

  /**
   * @param {string} role
   * @param {import("../hands/lowering.js").Call} what
   */
  #lowers(role, what) {
    const button = byRole(this.panel, role);
    button.addEventListener("click", () =>
      whileBusy(button, async () => {
        const answer = await this.lowering.lower([this.#student], what);
        this.#trouble = answer.ok ? "" : refusalWords(answer);
        this.#show();
        if (button.hidden && !this.panel.hidden) this.pin.focus();
      }),
    );
  }

  /**
   * @param {Student} student
   * @param {boolean} stale whether nobody can be told anything now
   */
  #offerLowering(student, stale) {
    const called = { "lower-hand": isCalling(student, "hand"), "clear-one-lost": isCalling(student, "lost") };
    for (const [role, isCalling] of Object.entries(called)) {
      const button = /** @type {HTMLButtonElement} */ (byRole(this.panel, role));
      button.hidden = !isCalling;
      button.disabled = stale;
    }
    const waits = stale && Object.values(called).includes(true);
    setText(byRole(this.panel, "detail-note"), waits ? text("calls.offline") : this.#trouble);
  }

  #show() {
    const student = this.#moment?.students.get(this.#student);
    if (student === undefined || this.#moment === null) return;
    if (this.board.view.isRemoved(student.id)) {
      this.panel.hidden = true;
      return;
    }
    const { nowMs, stale } = this.#moment;
    this.#offerLowering(student, stale);
    const found = stretches(momentsOf(sinceWindowStart(student, nowMs - SHOWN_MS)), nowMs - SHOWN_MS, nowMs);
    setText(byRole(this.panel, "detail-name"), this.board.view.nameOf(student));
    setText(byRole(this.panel, "detail-why"), reasonWords(student, nowMs));
    setText(byRole(this.panel, "detail-summary"), summaryWords(found));
    byRole(this.panel, "detail-timeline").replaceChildren(...stateBars(found, SHOWN_MS));
    this.pin.setAttribute("aria-pressed", String(this.board.view.pinned.has(student.id)));
  }
}

/**
 * @param {Student} student
 * @param {number} nowMs
 */
function reasonWords(student, nowMs) {
  const { state, since, cues, alerts } = labelOf(student);
  const reasons = [...alerts.map(alertWords), ...cues.map(cueWords)];
  const told = { state: stateWords(state), duration: durationWords(nowMs - since) };
  if (reasons.length === 0) return text("detail.since", told);
  return text("detail.since_why", { ...told, reasons: listText(reasons) });
}

/** @param {{state: ShownState, ms: number}[]} found */
export function summaryWords(found) {
  /** @type {Map<ShownState, number>} */
  const totals = new Map();
  for (const { state, ms } of found) totals.set(state, (totals.get(state) ?? 0) + ms);
  const longest = [...totals].sort(([, a], [, b]) => b - a).slice(0, TOLD_STATES);
  if (longest.length === 0) return text("detail.nothing");
  const spent = longest.map(([state, ms]) =>
    text("detail.spent", { state: stateWords(state), duration: durationWords(ms) }),
  );
  return text("detail.lately", { totals: listText(spent) });
}
