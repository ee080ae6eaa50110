/** @file In place of teacher/board/tiles/class_view.js: what the board would cost if it made every tile anew at every change. */

import { labelOf } from "../../../classroom/student.js";
import { byRole } from "../../../look/dom.js";
import { byNeed } from "../../../teacher/board/sorting/need.js";
import { Announcements } from "../../../teacher/board/tiles/announcements.js";
import { Counts } from "../../../teacher/board/tiles/counts.js";
import { Tile } from "../../../teacher/board/tiles/tile.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */

export class ClassView {
  announcements = new Announcements();
  pinned = new Set();

  /** @param {ParentNode} page */
  constructor(page) {
    this.list = byRole(page, "tiles");
    this.template = /** @type {HTMLTemplateElement} */ (byRole(page, "tile-template"));
    const chip = /** @type {HTMLTemplateElement} */ (byRole(page, "count-template"));
    const elsewhere = {
      hand: /** @type {HTMLElement} */ (byRole(page, "hand-count")),
      lost: /** @type {HTMLElement} */ (byRole(page, "lost-count")),
    };
    this.counts = new Counts(byRole(page, "counts"), chip, elsewhere);
    byRole(page, "empty").hidden = true;
  }

  /** @param {import("../../../protocol/messages.js").RoomFacts} room */
  enterRoom(room) {
    this.counts.fitRoom(room);
  }

  arrangeBy() {}

  /** @param {Student} student */
  nameOf({ id, name }) {
    return name ?? id;
  }

  /**
   * @param {Map<string, Student>} students
   * @param {Set<string>} _changed
   * @param {number} nowMs
   */
  show(students, _changed, nowMs) {
    const sorted = byNeed(students.values(), (student) => this.nameOf(student));
    this.counts.show(sorted.map(labelOf));
    this.list.replaceChildren(
      ...sorted.map((student) => {
        const tile = new Tile(student.id, this.template);
        tile.show(this.nameOf(student), labelOf(student));
        tile.tick(nowMs);
        return tile.element;
      }),
    );
  }
}
