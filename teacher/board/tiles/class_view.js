/** @file Class view: a tile a student, the counts, the order, and the line for screen readers. */

import { DisplayNames } from "../../../classroom/display_names.js";
import { labelOf } from "../../../classroom/student.js";
import { byRole, setText } from "../../../look/dom.js";
import { text } from "../../text.js";
import { matches } from "../sorting/filter.js";
import { isUrgent } from "../sorting/need.js";
import { inOrder } from "../sorting/orders.js";
import { SortThrottle } from "../sorting/throttle.js";
import { Announcements } from "./announcements.js";
import { ClassIndex } from "./class_index.js";
import { Counts } from "./counts.js";
import { badgesOf } from "./tile.js";
import { Tiles } from "./tiles.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {Map<string, Student>} Students */
/** @typedef {import("../sorting/filter.js").Filter & {order: import("../sorting/orders.js").Order, size: "auto" | "large" | "compact", classOnly: boolean}} ViewOptions */

/** @type {ViewOptions} */
export const DEFAULT_VIEW = { order: "need", shown: "all", search: "", size: "auto", classOnly: false };
/** From here on a teacher scans rather than reads. */
const COMPACT_FROM = 200;

/** Owns the list of tiles; a change touches the tiles it concerns and no others. */
export class ClassView {
  /** @type {Map<string, Label>} */
  #labels = new Map();
  #names = new DisplayNames();
  #pace = new SortThrottle();
  /** What is said aloud; other parts of the board speak through it too, so that all keep to its pace. */
  announcements = new Announcements();
  /** @type {Set<string>} */
  pinned = new Set();
  /**
   * Whether a student was removed from the room, and needs no tile any more.
   * @type {(id: string) => boolean}
   */
  isRemoved = () => false;
  /**
   * What a student answered last.
   * @type {(id: string) => import("./shown.js").Answered | null}
   */
  answerOf = () => null;
  /** @type {import("../../../protocol/messages.js").Policy} */
  #policy = "labels";
  #wish = DEFAULT_VIEW;
  #inOrder = true;
  #asked = false;

  /** @param {ParentNode} page */
  constructor(page) {
    this.page = page;
    this.list = byRole(page, "tiles");
    this.tiles = new Tiles(this.list, /** @type {HTMLTemplateElement} */ (byRole(page, "tile-template")));
    const chip = /** @type {HTMLTemplateElement} */ (byRole(page, "count-template"));
    this.counts = new Counts(byRole(page, "counts"), chip, {
      hand: /** @type {HTMLElement} */ (byRole(page, "hand-count")),
      lost: /** @type {HTMLElement} */ (byRole(page, "lost-count")),
    });
    this.classIndex = new ClassIndex(page);
  }

  /**
   * @param {import("../../../protocol/messages.js").RoomFacts} room
   * @param {number} nowMs
   */
  enterRoom(room, nowMs) {
    this.#policy = room.policy;
    this.counts.fitRoom(room);
    this.classIndex.fitRoom(room);
    if (this.#labels.size === 0) this.#pace.settle(nowMs);
    this.#showClass();
  }

  /**
   * Show the tiles otherwise, from the next update on.
   * @param {Partial<ViewOptions>} wish
   */
  arrangeBy(wish) {
    this.#wish = { ...this.#wish, ...wish };
    this.#askOrder();
    this.#showClass();
  }

  /** @param {string} id the student's */
  togglePin(id) {
    if (!this.pinned.delete(id)) this.pinned.add(id);
    this.tiles.pin(id, this.pinned.has(id));
    this.#askOrder();
  }

  /**
   * Show the students that changed, and the time for all.
   * @param {Students} students
   * @param {Set<string>} changed their ids
   * @param {number} nowMs on the relay's clock
   */
  show(students, changed, nowMs) {
    let urgent = false;
    for (const id of changed) {
      const student = students.get(id);
      if (student === undefined) this.#forget(id);
      else urgent = this.#note(student) || urgent;
    }
    if (changed.size > 0) this.#showClass();
    if (!this.#wish.classOnly) {
      this.#sort(students, urgent, nowMs);
      this.tiles.show(nowMs);
    }
    const line = this.announcements.next(nowMs);
    if (line !== null) setText(byRole(this.page, "announcement"), line);
  }

  /** @param {Pick<Student, "id" | "name">} student */
  nameOf(student) {
    return this.#names.nameOf(student);
  }

  /**
   * @param {Student} student
   * @returns {boolean} whether the student calls for the teacher and did not before
   */
  #note(student) {
    const label = labelOf(student);
    const before = this.#labels.get(student.id);
    const name = this.nameOf(student);
    this.#labels.set(student.id, label);
    this.tiles.set(student.id, name, label, { policy: this.#policy, answer: this.answerOf(student.id) });
    const calls = badgesOf(label).map(({ words }) => words);
    this.announcements.set(student.id, this.#wish.classOnly ? text("announce.somebody") : name, calls);
    this.#inOrder = false;
    return isUrgent(label) && (before === undefined || !isUrgent(before));
  }

  /** @param {string} id of a student whom the board does without */
  #forget(id) {
    this.#labels.delete(id);
    this.pinned.delete(id);
    this.tiles.forget(id);
    this.announcements.forget(id);
    this.#names.forget(id);
    this.#inOrder = false;
  }

  #showClass() {
    const labels = [...this.#labels].flatMap(([id, label]) => (this.isRemoved(id) ? [] : [label]));
    const online = labels.filter(({ state }) => state !== "offline").length;
    this.counts.show(labels);
    this.classIndex.show(labels);
    setText(byRole(this.page, "class-title"), text("class.here", { count: online }));
    byRole(this.page, "empty").hidden = labels.length > 0;
    this.list.hidden = this.#wish.classOnly;
    const { size } = this.#wish;
    const isCompact = size === "compact" || (size === "auto" && labels.length >= COMPACT_FROM);
    this.list.classList.toggle("compact", isCompact);
    this.list.classList.toggle("large", size === "large");
  }

  #askOrder() {
    this.#asked = true;
    this.#inOrder = false;
  }

  /**
   * @param {Students} students
   * @param {boolean} urgent
   * @param {number} nowMs
   */
  #sort(students, urgent, nowMs) {
    if (this.#inOrder || !this.#pace.isDue({ nowMs, urgent: urgent || this.#asked })) return;
    this.#inOrder = true;
    this.#asked = false;
    const wish = {
      order: this.#wish.order,
      nameOf: (/** @type {Student} */ student) => this.nameOf(student),
      pinned: this.pinned,
    };
    const ids = inOrder(students.values(), wish).map(({ id }) => id);
    this.tiles.arrange(ids, (id) => this.#isWanted(students.get(id)));
  }

  /** @param {Student | undefined} student */
  #isWanted(student) {
    const label = student && this.#labels.get(student.id);
    if (student === undefined || label === undefined) return true;
    if (this.isRemoved(student.id)) return false;
    return matches(this.#wish, { name: this.nameOf(student), label, pinned: this.pinned.has(student.id) });
  }
}
