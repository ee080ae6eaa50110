/** @file Detail panel: one student's last quarter of an hour and the pin, while their tile has the focus. */

import { labelOf } from "../../../classroom/student.js";
import { momentsOf, sinceWindowStart, stretches } from "../../../classroom/timeline/track.js";
import { byRole, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { alertWords, cueWords, stateWords } from "../../../look/words.js";
import { POLICIES } from "../../../protocol/policies.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { durationWords } from "../../time_words.js";
import { isCalling, Lowering } from "../hands/lowering.js";
import { RovingTabindex } from "../tiles/roving_tabindex.js";
import { shownOf } from "../tiles/shown.js";
import { wordOf } from "../tiles/tile.js";
import { isShortcut } from "../toolkit/keyboard_shortcuts.js";
import { stateBars } from "./state_bars.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/timeline/class_index.js").ShownState} ShownState */
/** @typedef {import("../../../protocol/messages.js").Policy} Policy */

const SHOWN_MS = 15 * 60 * 1000;
const TOLD_STATES = 4;

/** @typedef {import("../toolkit/panel.js").Host & {policy: import("../../../protocol/messages.js").Policy, view: import("../tiles/class_view.js").ClassView, privateQuestions: import("./private_questions.js").PrivateQuestions}} DetailHost */

/** Owns the panel at the foot of the page. */
export class DetailPanel {
  #student = "";
  #trouble = "";
  /** @type {import("../toolkit/panel.js").Moment | null} */
  #moment = null;

  /**
   * @param {ParentNode} page
   * @param {DetailHost} board
   * @param {{removing: import("../door/remove_dialog.js").RemoveDialog, asking: import("./ask_dialog.js").PrivateDialog}} dialogs
   */
  constructor(page, board, { removing, asking }) {
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
    this.askOne = /** @type {HTMLButtonElement} */ (byRole(page, "ask-privately"));
    this.askOne.addEventListener("click", () => {
      const student = board.roster.students.get(this.#student);
      if (student !== undefined) asking.ask(student);
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

  /**
   * What the student pressed, each with its time.
   * @param {Student} student
   * @param {number} nowMs
   */
  #showSaid(student, nowMs) {
    const line = byRole(this.panel, "detail-said");
    const answer = this.board.view.answerOf(student.id);
    const asked = this.board.privateQuestions.find(student.id);
    const words = saidOf(student, answer, nowMs);
    if (asked !== null && asked.answer === null)
      words.push(text("private.waiting", { question: asked.text }));
    line.hidden = words.length === 0;
    setText(line, listText(words));
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
    setText(byRole(this.panel, "detail-why"), reasonWords(student, this.board.policy, nowMs));
    this.#showSaid(student, nowMs);
    // One question at a time: a private one would take the place of that which the class is asked.
    this.askOne.disabled = stale || !student.online;
    // Where nobody's face is read, one state all along tells nothing.
    const hasStates = POLICIES[this.board.policy].camera;
    byRole(this.panel, "detail-summary").hidden = !hasStates;
    byRole(this.panel, "detail-timeline").toggleAttribute("hidden", !hasStates);
    setText(byRole(this.panel, "detail-summary"), summaryWords(found));
    byRole(this.panel, "detail-timeline").replaceChildren(...stateBars(found, SHOWN_MS));
    this.pin.setAttribute("aria-pressed", String(this.board.view.pinned.has(student.id)));
  }
}

/**
 * @param {Student} student
 * @param {Policy} policy
 * @param {number} nowMs
 */
function reasonWords(student, policy, nowMs) {
  const label = labelOf(student);
  const { since, cues, alerts } = label;
  const reasons = [...alerts.map(alertWords), ...cues.map(cueWords)];
  const bare = { ...label, alerts: [], hand: false, lost: false, pace: null };
  const state = wordOf(shownOf(bare, { policy, answer: null, nowMs }), bare);
  const told = { state, duration: durationWords(nowMs - since) };
  if (reasons.length === 0) return text("detail.since", told);
  return text("detail.since_why", { ...told, reasons: listText(reasons) });
}

/**
 * @param {Student} student
 * @param {import("../tiles/shown.js").Answered | null} answer
 * @param {number} nowMs
 * @returns {string[]}
 */
function saidOf(student, answer, nowMs) {
  if (!student.online) return [];
  const { hand, lost, handSince, lostSince } = labelOf(student);
  const { pace } = shownOf(labelOf(student), { policy: "labels", answer: null, nowMs });
  const ago = (/** @type {string} */ words, /** @type {number | null} */ sinceMs) =>
    text("detail.said", {
      words,
      ago: text("tile.ago", { duration: durationWords(nowMs - (sinceMs ?? nowMs)) }),
    });
  return [
    ...(hand ? [ago(stateWords("hand"), handSince)] : []),
    ...(lost ? [ago(stateWords("lost"), lostSince)] : []),
    ...(answer === null ? [] : [ago(text("tile.answered", { answer: answer.words }), answer.at)]),
    ...(pace === null ? [] : [ago(text(`tile.pace_${pace}`), student.paceSince)]),
  ];
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
