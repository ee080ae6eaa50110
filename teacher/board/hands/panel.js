/** @file Hands panel: the queue of raised hands, who is lost, the pace, and the buttons that answer. */

import { countPace } from "../../../classroom/pace_count.js";
import { byRole, setText } from "../../../look/dom.js";
import { listText, pieces } from "../../../look/locale.js";
import { whileBusy } from "../../busy_button.js";
import { refusalWords } from "../../refusals.js";
import { text } from "../../text.js";
import { isCalling, Lowering } from "./lowering.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("./lowering.js").Call} Call */

/** Stands for one name in a list, which is no letter of any. */
const NAME = "\ue000";
const PACES = /** @type {const} */ (["slower", "fine", "faster"]);

/** Owns the line of hands with its buttons, and the line of the pace. */
export class HandsPanel {
  #shownNames = "";
  #trouble = "";
  /** @type {Student[]} */
  #students = [];

  /**
   * @param {ParentNode} page
   * @param {import("../toolkit/panel.js").Host & {view: import("../tiles/class_view.js").ClassView}} board
   */
  constructor(page, board) {
    this.page = page;
    this.board = board;
    this.lowering = new Lowering(board);
    this.message = byRole(page, "calls-note");
    this.#lowers("lower-hands", "hand");
    this.#lowers("clear-lost", "lost");
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, nowMs, stale }) {
    this.#students = [...students.values()];
    const raised = this.#students.filter((student) => isCalling(student, "hand"));
    const lost = this.#students.filter((student) => isCalling(student, "lost"));
    byRole(this.page, "calls").hidden = raised.length + lost.length === 0;
    this.#showHands(raised);
    setText(this.message, stale ? text("calls.offline") : this.#trouble);
    this.#offer("lower-hands", raised.length, stale);
    this.#offer("clear-lost", lost.length, stale);
    this.#showPace(nowMs);
  }

  /**
   * @param {string} role
   * @param {Call} what
   */
  #lowers(role, what) {
    const button = byRole(this.page, role);
    button.addEventListener("click", () =>
      whileBusy(button, async () => {
        this.#trouble = "";
        const ids = this.#students.filter((student) => isCalling(student, what)).map(({ id }) => id);
        const answer = await this.lowering.lower(ids, what);
        if (!answer.ok) this.#trouble = refusalWords(answer);
        this.board.render();
        // The button that had the focus has gone with the last call.
        if (button.hidden) byRole(this.page, "open-ask").focus();
      }),
    );
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

  /** @param {Student[]} raised */
  #showHands(raised) {
    const hands = byRole(this.page, "hands");
    hands.hidden = raised.length === 0;
    if (byRole(this.page, "tiles").hidden) {
      this.#shownNames = "";
      setText(hands, text("ask.hand_count", { count: raised.length }));
      return;
    }
    raised.sort((a, b) => (a.handSince ?? 0) - (b.handSince ?? 0));
    const names = raised.map((student) => this.board.view.nameOf(student));
    const key = JSON.stringify(names);
    if (key === this.#shownNames) return;
    this.#shownNames = key;
    hands.replaceChildren(...withNames(names));
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

/**
 * Each name is isolated by itself, or two of the other direction would change places.
 * @param {string[]} names
 * @returns {(string | HTMLElement)[]}
 */
function withNames(names) {
  const around = listText(names.map(() => NAME)).split(NAME);
  const list = names.flatMap((name, index) => [around[index] ?? "", isolated(name)]);
  return pieces("ask.hands").flatMap((piece) =>
    "text" in piece ? [piece.text] : [...list, around.at(-1) ?? ""],
  );
}

/** @param {string} name */
function isolated(name) {
  const element = document.createElement("bdi");
  element.translate = false; // a name is no word
  element.textContent = name;
  return element;
}
