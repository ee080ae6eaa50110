/** @file Dock panel: shares, counts, pace and the hint in a column of 320 px, for a window beside a call. No names. */

import { countPace } from "../../../classroom/pace_count.js";
import { labelOf } from "../../../classroom/student.js";
import { byRole, setText } from "../../../look/dom.js";
import { listText } from "../../../look/locale.js";
import { lets } from "../../../protocol/policies.js";
import { text } from "../../text.js";
import { amountsNow, focusedWords } from "../tiles/class_index.js";
import { Counts } from "../tiles/counts.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("../../../classroom/student.js").Student} Student */

const PACES = /** @type {const} */ (["slower", "fine", "faster"]);

/** Owns the column. */
export class DockPanel {
  /** @type {Map<string, Label>} */
  #labels = new Map();
  #tellsFocus = false;

  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.view = byRole(page, "dock");
    const chip = /** @type {HTMLTemplateElement} */ (byRole(page, "count-template"));
    this.counts = new Counts(byRole(page, "dock-counts"), chip);
    this.view.hidden = false;
  }

  /** @param {import("../../../protocol/messages.js").TeacherJoined} room */
  enterRoom(room) {
    this.counts.fitRoom(room);
    this.#tellsFocus = lets(room.policy, "focused");
  }

  /** @param {import("../toolkit/panel.js").Moment} moment */
  render({ students, changed, nowMs, stale }) {
    for (const id of changed) {
      const student = students.get(id);
      if (student === undefined) this.#labels.delete(id);
      else this.#labels.set(id, labelOf(student));
    }
    this.view.classList.toggle("stale", stale);
    this.#showClass([...this.#labels.values()]);
    this.#showPace(students.values(), nowMs);
    this.#mirror("dock-stale", "stale-note");
    this.#mirror("dock-hint", "hint-words");
  }

  /** @param {Label[]} labels */
  #showClass(labels) {
    const amounts = amountsNow(labels);
    const share = byRole(this.page, "dock-share");
    share.hidden = !this.#tellsFocus || amounts.measurable === 0;
    setText(share, share.hidden ? "" : focusedWords(amounts));
    setText(byRole(this.page, "dock-here"), text("class.here", { count: amounts.present }));
    this.counts.show(labels);
  }

  /**
   * @param {Iterable<Student>} students
   * @param {number} nowMs
   */
  #showPace(students, nowMs) {
    const pace = countPace(students, nowMs);
    const said = PACES.filter((name) => pace[name] > 0);
    const line = byRole(this.page, "dock-pace");
    line.hidden = said.length === 0;
    setText(line, listText(said.map((name) => text(`pace_says.${name}`, { count: pace[name] }))));
  }

  /**
   * What another part of the board says is said here in the same words.
   * @param {string} own
   * @param {string} source
   */
  #mirror(own, source) {
    const said = byRole(this.page, source);
    const line = byRole(this.page, own);
    line.hidden = said.closest("[hidden]") !== null;
    setText(line, line.hidden ? "" : (said.textContent ?? ""));
  }
}
