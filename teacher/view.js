/** @file The class on the page: a tile a student, the counts, the order, and one line for screen readers. */

import { byRole, setText } from "../look/dom.js";
import { Announcements } from "./announcements.js";
import { Counts } from "./counts.js";
import { Pseudonyms } from "./pseudonym.js";
import { byNeed, isUrgent } from "./sorting/need.js";
import { SortingPace } from "./sorting/pace.js";
import { labelOf } from "./student.js";
import { badgesOf, Tile } from "./tile.js";

/** @typedef {import("./student.js").Student} Student */
/** @typedef {import("./student.js").Label} Label */
/** @typedef {Map<string, Student>} Students */

/** Owns the list of tiles; a change touches the tiles it concerns and no others. */
export class ClassView {
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Map<string, Label>} */
  #labels = new Map();
  #pseudonyms = new Pseudonyms();
  #pace = new SortingPace();
  /** What is said aloud; other parts of the board speak through it too, so that all keep to its pace. */
  announcements = new Announcements();
  #inOrder = true;

  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.list = byRole(page, "tiles");
    this.template = /** @type {HTMLTemplateElement} */ (byRole(page, "tile-template"));
    const chip = /** @type {HTMLTemplateElement} */ (byRole(page, "count-template"));
    this.counts = new Counts(byRole(page, "counts"), chip);
  }

  /**
   * @param {import("../protocol/messages.js").RoomFacts} room
   * @param {number} nowMs
   */
  enterRoom(room, nowMs) {
    this.counts.fitRoom(room);
    if (this.#tiles.size === 0) this.#pace.settle(nowMs);
    this.#showClass();
  }

  /**
   * Show the students that changed, and the time for all.
   * @param {Students} students
   * @param {Set<string>} changed their ids
   * @param {number} nowMs on the relay's clock
   */
  update(students, changed, nowMs) {
    let urgent = false;
    for (const id of changed) {
      const student = students.get(id);
      if (student !== undefined) urgent = this.#show(student) || urgent;
    }
    if (changed.size > 0) this.#showClass();
    this.#sort(students, urgent, nowMs);
    for (const tile of this.#tiles.values()) tile.tick(nowMs);
    const line = this.announcements.update(nowMs);
    if (line !== null) setText(byRole(this.page, "announcement"), line);
  }

  /**
   * @param {Student} student
   * @returns {boolean} whether the student calls for the teacher and did not before
   */
  #show(student) {
    const label = labelOf(student);
    const before = this.#labels.get(student.id);
    const name = this.#nameOf(student);
    this.#labels.set(student.id, label);
    this.#tileOf(student.id).update(name, label);
    const calls = badgesOf(label).map(({ words }) => words);
    this.announcements.note(student.id, name, calls);
    this.#inOrder = false;
    return isUrgent(label) && (before === undefined || !isUrgent(before));
  }

  /** @param {string} id */
  #tileOf(id) {
    const known = this.#tiles.get(id);
    if (known !== undefined) return known;
    const tile = new Tile(id, this.template);
    this.#tiles.set(id, tile);
    this.list.append(tile.element);
    return tile;
  }

  /** @param {Student} student */
  #nameOf({ id, name }) {
    return name ?? this.#pseudonyms.update(id);
  }

  #showClass() {
    const labels = [...this.#labels.values()];
    const online = labels.filter(({ state }) => state !== "offline").length;
    this.counts.update(labels);
    setText(byRole(this.page, "class-title"), `Class: ${online} here`);
    byRole(this.page, "empty").hidden = labels.length > 0;
  }

  /**
   * @param {Students} students
   * @param {boolean} urgent
   * @param {number} nowMs
   */
  #sort(students, urgent, nowMs) {
    if (this.#inOrder || !this.#pace.update({ nowMs, urgent })) return;
    this.#inOrder = true;
    let next = this.list.firstElementChild;
    for (const { id } of byNeed(students.values(), (student) => this.#nameOf(student))) {
      const { element } = this.#tileOf(id);
      if (element === next) next = next.nextElementSibling;
      else this.list.insertBefore(element, next);
    }
  }
}
