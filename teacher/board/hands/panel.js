/** @file Hands panel: the queue of raised hands, who is lost, the pace, and the buttons that answer. */

import { countPace } from "../../../classroom/pace_count.js";
import { byRole, setAttribute, setText } from "../../../look/dom.js";
import { listText, numberText } from "../../../look/locale.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { reconcile } from "../toolkit/keyed_list.js";
import { isCalling, Lowering } from "./lowering.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("./lowering.js").Call} Call */
/** @typedef {"line" | "whole"} Place of a hand: in the line, or in the list of all hands */

const PACES = /** @type {const} */ (["slower", "fine", "faster"]);
/** No line is as wide as so many names; the others are in the list of all hands. */
const MOST_IN_LINE = 12;

/** Owns the hands and the lost in the line of needs, and the line of the pace. */
export class HandsPanel {
  #shownHands = "";
  #trouble = "";
  /** @type {Student[]} */
  #students = [];
  #stale = false;
  /** @type {Map<string, HTMLElement>} by place and student */
  #items = new Map();

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.lowering = new Lowering(board);
    this.message = byRole(page, "calls-note");
    this.line = byRole(page, "hand-list");
    this.more = byRole(page, "more-hands");
    this.whole = byRole(page, "all-hands");
    setText(byRole(byRole(page, "hand-count"), "chip-word"), text("ask.hands"));
    this.#lowers("lower-hands", "hand");
    this.#lowers("clear-lost", "lost");
    this.more.addEventListener("click", () => this.#showWhole(this.whole.hidden));
    byRole(page, "hands").addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || this.whole.hidden) return;
      this.#showWhole(false);
      this.more.focus();
    });
    byRole(page, "lower-all-hands").addEventListener("click", () => byRole(page, "lower-hands").click());
    const resizes = new ResizeObserver(() => this.#fit());
    for (const role of ["needs", "hint", "lost-calls"]) resizes.observe(byRole(page, role));
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, nowMs, stale }) {
    this.#students = [...students.values()];
    this.#stale = stale;
    const raised = this.#students.filter((student) => isCalling(student, "hand"));
    const lost = this.#students.filter((student) => isCalling(student, "lost"));
    byRole(this.page, "calls").hidden = raised.length + lost.length === 0;
    byRole(this.page, "lost-calls").hidden = lost.length === 0;
    this.#showHands(raised);
    setText(this.message, stale && raised.length + lost.length > 0 ? text("calls.offline") : this.#trouble);
    this.#offer("lower-hands", raised.length, stale);
    this.#offer("clear-lost", lost.length, stale);
    this.#showPace(nowMs);
    this.#showNeeds(raised.length + lost.length);
  }

  /**
   * @param {string} role
   * @param {Call} what
   */
  #lowers(role, what) {
    const button = byRole(this.page, role);
    button.addEventListener("click", () =>
      whileBusy(button, async () => {
        const ids = this.#students.filter((student) => isCalling(student, what)).map(({ id }) => id);
        await this.#lower(ids, what);
        // The button that had the focus has gone with the last call.
        if (button.closest("[hidden]") !== null) byRole(this.page, "open-ask").focus();
      }),
    );
  }

  /**
   * @param {string[]} ids
   * @param {Call} what
   */
  async #lower(ids, what) {
    this.#trouble = "";
    const answer = await this.lowering.lower(ids, what);
    if (!answer.ok) this.#trouble = refusalWords(answer);
    this.board.render();
  }

  /**
   * @param {string} role
   * @param {number} count of those who call
   * @param {boolean} stale whether nobody can be told anything now
   */
  #offer(role, count, stale) {
    const button = /** @type {HTMLButtonElement} */ (byRole(this.page, role));
    button.hidden = count === 0;
    button.disabled = stale;
  }

  /** @param {number} calls */
  #showNeeds(calls) {
    const isHint = !byRole(this.page, "hint").hidden;
    byRole(this.page, "needs-none").hidden = calls > 0 || isHint;
    byRole(this.page, "needs").classList.toggle("called", calls > 0 || isHint);
    byRole(this.page, "needs").classList.toggle("hinted", isHint);
  }

  /** @param {Student[]} raised */
  #showHands(raised) {
    byRole(this.page, "hands").hidden = raised.length === 0;
    const named = byRole(this.page, "tiles").hidden ? [] : raised;
    named.sort((a, b) => (a.handSince ?? 0) - (b.handSince ?? 0));
    const key = JSON.stringify([
      ...named.map((student) => [student.id, this.board.view.nameOf(student)]),
      this.#stale,
    ]);
    if (key === this.#shownHands) return;
    this.#shownHands = key;
    this.#list(this.line, "line", named.slice(0, MOST_IN_LINE));
    this.#list(byRole(this.page, "all-hands-list"), "whole", named);
    this.#fit();
  }

  /**
   * @param {HTMLElement} list
   * @param {Place} place
   * @param {Student[]} raised
   */
  #list(list, place, raised) {
    const hadFocus = list.contains(document.activeElement);
    const items = raised.map((student, index) => this.#item(place, student, index));
    reconcile(list, items);
    const wanted = new Set(raised.map(({ id }) => keyOf(place, id)));
    for (const key of this.#items.keys())
      if (key.startsWith(`${place} `) && !wanted.has(key)) this.#items.delete(key);
    // The hand that was lowered took its button along: the next one is where the teacher was.
    if (hadFocus && !list.contains(document.activeElement))
      /** @type {HTMLElement} */ (list.querySelector("button") ?? byRole(this.page, "open-ask")).focus();
  }

  /**
   * @param {Place} place
   * @param {Student} student
   * @param {number} index
   */
  #item(place, student, index) {
    const key = keyOf(place, student.id);
    const item = this.#items.get(key) ?? this.#newItem(student.id);
    this.#items.set(key, item);
    const name = this.board.view.nameOf(student);
    const button = /** @type {HTMLButtonElement} */ (byRole(item, "lower-this-hand"));
    setText(byRole(item, "hand-place"), numberText(index + 1));
    setText(byRole(item, "hand-name"), name);
    setAttribute(button, "aria-label", text("calls.lower_which", { name }));
    button.disabled = this.#stale;
    return item;
  }

  /** @param {string} id the student's */
  #newItem(id) {
    const template = /** @type {HTMLTemplateElement} */ (byRole(this.page, "hand-template"));
    const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const item = byRole(content, "raised");
    const button = byRole(item, "lower-this-hand");
    button.addEventListener("click", () => whileBusy(button, () => this.#lower([id], "hand")));
    return item;
  }

  /** As many names as fit into the line; the others are counted. */
  #fit() {
    const items = /** @type {HTMLElement[]} */ ([...this.line.children]);
    for (const item of items) item.hidden = false;
    const top = items[0]?.offsetTop ?? 0;
    const fitting = items.filter((item) => item.offsetTop === top).length;
    for (const item of items.slice(fitting)) item.hidden = true;
    const all = byRole(this.page, "all-hands-list").childElementCount;
    const others = all - fitting;
    this.more.hidden = others <= 0;
    setText(this.more, text("calls.more_hands", { count: Math.max(0, others) }));
    setAttribute(this.more, "aria-label", text("calls.all_hands", { count: all }));
    if (others <= 0) this.#showWhole(false);
  }

  /** @param {boolean} open */
  #showWhole(open) {
    this.whole.hidden = !open;
    this.more.setAttribute("aria-expanded", String(open));
  }

  /** @param {number} nowMs */
  #showPace(nowMs) {
    const told = paceWords(countPace(this.#students, nowMs));
    const line = byRole(this.page, "pace");
    line.hidden = told.length === 0;
    if (told.length > 0) setText(line, text("ask.pace", { told: listText(told) }));
  }
}

/**
 * @param {Place} place
 * @param {string} id
 */
const keyOf = (place, id) => `${place} ${id}`;

/**
 * @param {ReturnType<typeof countPace>} counts
 * @returns {string[]} such as `2 say too fast` and `3 too slow`: the verb stands once
 */
function paceWords(counts) {
  const told = PACES.filter((pace) => counts[pace] > 0);
  return told.map((pace, index) => {
    const count = counts[pace];
    if (index === 0) return text(`pace_says.${pace}`, { count });
    return text(`pace_also.${/** @type {"fine" | "faster"} */ (pace)}`, { count });
  });
}
