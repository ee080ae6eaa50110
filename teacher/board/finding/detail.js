/** @file One student in more detail, while their tile has the focus: the last quarter of an hour, and the pin. */

import { labelOf } from "../../../classroom/student.js";
import { lately, momentsOf, stretches } from "../../../classroom/track.js";
import { byRole, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { alertWords, cueWords, stateWords } from "../../../look/words.js";
import { STATES } from "../../../protocol/states.js";
import { underWay } from "../../presses.js";
import { text } from "../../text.js";
import { refusalWords } from "../notices.js";
import { calls, Lowering } from "../questions/lowering.js";
import { durationWords } from "../tiles/duration.js";
import { isShortcut } from "./keys.js";
import { Walking } from "./walking.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/class_index.js").ShownState} ShownState */

const SVG = "http://www.w3.org/2000/svg";
const SHOWN_MS = 15 * 60 * 1000;
const WIDTH = 900;
const HEIGHT = 24;
/** How high the tile's own `offline` stands; a state says it itself, so that it is told by more than its colour. */
const LOWEST = 0.15;
const TOLD_STATES = 4;

/** Owns the panel at the foot of the page. */
export class Detail {
  #student = "";
  #trouble = "";
  /** @type {import("../board.js").Moment | null} */
  #moment = null;

  /**
   * @param {ParentNode} page
   * @param {import("../board.js").Board} board
   * @param {import("../door/removing.js").Removing} removing
   */
  constructor(page, board, removing) {
    this.board = board;
    this.panel = byRole(page, "detail");
    this.list = byRole(page, "tiles");
    this.pin = byRole(page, "pin");
    this.walking = new Walking(this.list, (tile) => this.#visit(tile));
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

  /** @param {import("../board.js").Moment} moment */
  update(moment) {
    this.#moment = moment;
    this.walking.update();
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
   * @param {import("../questions/lowering.js").Call} what
   */
  #lowers(role, what) {
    const button = byRole(this.panel, role);
    button.addEventListener("click", () =>
      underWay(button, async () => {
        const answer = await this.lowering.update([this.#student], what);
        this.#trouble = answer.ok ? "" : refusalWords(answer);
        this.#show();
        if (button.hidden && !this.panel.hidden) this.pin.focus();
      }),
    );
  }

  /**
   * @param {Student} student
   * @param {boolean} still whether nobody can be told anything now
   */
  #offerLowering(student, still) {
    const called = { "lower-hand": calls(student, "hand"), "clear-one-lost": calls(student, "lost") };
    for (const [role, isCalling] of Object.entries(called)) {
      const button = /** @type {HTMLButtonElement} */ (byRole(this.panel, role));
      button.hidden = !isCalling;
      button.disabled = still;
    }
    const waits = still && Object.values(called).includes(true);
    setText(byRole(this.panel, "detail-note"), waits ? text("calls.offline") : this.#trouble);
  }

  #show() {
    const student = this.#moment?.students.get(this.#student);
    if (student === undefined || this.#moment === null) return;
    if (this.board.view.isOut(student.id)) {
      this.panel.hidden = true;
      return;
    }
    const { nowMs, still } = this.#moment;
    this.#offerLowering(student, still);
    const found = stretches(momentsOf(lately(student, nowMs - SHOWN_MS)), nowMs - SHOWN_MS, nowMs);
    setText(byRole(this.panel, "detail-name"), this.board.view.nameOf(student));
    setText(byRole(this.panel, "detail-why"), whyWords(student, nowMs));
    setText(byRole(this.panel, "detail-summary"), summaryWords(found));
    byRole(this.panel, "detail-timeline").replaceChildren(...bars(found));
    this.pin.setAttribute("aria-pressed", String(this.board.view.pinned.has(student.id)));
  }
}

/**
 * @param {Student} student
 * @param {number} nowMs
 */
function whyWords(student, nowMs) {
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

/**
 * The newest at the right edge, oldest first.
 * @param {{state: ShownState, ms: number}[]} found
 */
function bars(found) {
  let x = WIDTH - found.reduce((sum, { ms }) => sum + ms, 0) * (WIDTH / SHOWN_MS);
  return found.map(({ state, ms }) => {
    const width = ms * (WIDTH / SHOWN_MS);
    const bar = barAt(x, width, state);
    x += width;
    return bar;
  });
}

/**
 * @param {number} x
 * @param {number} width
 * @param {ShownState} state
 */
function barAt(x, width, state) {
  const height = (state === "offline" ? LOWEST : STATES[state].height) * HEIGHT;
  const bar = document.createElementNS(SVG, "rect");
  const attributes = { x, width, y: HEIGHT - height, height, "data-state": state };
  for (const [name, value] of Object.entries(attributes)) bar.setAttribute(name, String(value));
  return bar;
}
