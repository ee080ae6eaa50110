/** @file Tile list: renders what is in sight at once and the rest little by little, with few moves. */

import { arrange } from "../sorting/arrange.js";
import { Tile } from "./tile.js";

/** @typedef {import("../../../classroom/student.js").Label} Label */
/** @typedef {import("./tile.js").Around} Around */

/** A tile that scrolls into sight is up to date already. */
const NEAR = "300px";
/** A large class is painted twice a second: a thousand tiles out of sight are at most twenty seconds old. */
const UNSEEN_AT_A_TIME = 25;

/** Owns the tiles of a class of any size. */
export class Tiles {
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Map<string, {name: string, label: Label, around: Around}>} */
  #due = new Map();
  /** @type {Set<string>} */
  #near = new Set();
  #nowMs = 0;

  /**
   * @param {HTMLElement} list
   * @param {HTMLTemplateElement} template
   */
  constructor(list, template) {
    this.list = list;
    this.template = template;
    this.observer = new IntersectionObserver((entries) => this.#look(entries), { rootMargin: NEAR });
  }

  /**
   * @param {string} id the student's
   * @param {string} name
   * @param {Label} label
   * @param {Around} around
   */
  set(id, name, label, around) {
    if (!this.#tiles.has(id)) this.#add(id);
    this.#due.set(id, { name, label, around });
  }

  /** @param {string} id the student's */
  forget(id) {
    const tile = this.#tiles.get(id);
    if (tile === undefined) return;
    this.observer.unobserve(tile.element);
    tile.element.remove();
    for (const known of [this.#tiles, this.#due, this.#near]) known.delete(id);
  }

  /** @param {number} nowMs on the relay's clock */
  show(nowMs) {
    this.#nowMs = nowMs;
    let unseen = 0;
    for (const id of this.#due.keys()) {
      const near = this.#near.has(id);
      if (!near && unseen >= UNSEEN_AT_A_TIME) continue;
      if (!near) unseen += 1;
      this.#show(id);
    }
    for (const id of this.#near) this.#tiles.get(id)?.tick(nowMs);
  }

  /**
   * @param {string[]} ids everybody, in the order wanted
   * @param {(id: string) => boolean} isWanted
   */
  arrange(ids, isWanted) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest('[data-role="tile"]'));
    const elements = ids.map((id) => /** @type {Tile} */ (this.#tiles.get(id)).element);
    for (const [index, element] of elements.entries()) {
      const hidden = element !== focused && !isWanted(ids[index] ?? "");
      if (element.hidden !== hidden) element.hidden = hidden;
    }
    arrange(this.list, elements, focused);
  }

  /**
   * @param {string} id
   * @param {boolean} pinned
   */
  pin(id, pinned) {
    this.#tiles.get(id)?.element.toggleAttribute("data-pinned", pinned);
  }

  /** @param {string} id */
  #add(id) {
    const tile = new Tile(id, this.template);
    this.#tiles.set(id, tile);
    this.list.append(tile.element);
    this.observer.observe(tile.element);
  }

  /** @param {string} id */
  #show(id) {
    const due = this.#due.get(id);
    if (due === undefined) return;
    this.#due.delete(id);
    const tile = this.#tiles.get(id);
    tile?.show(due.name, due.label, this.#nowMs, due.around);
    tile?.tick(this.#nowMs);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #look(entries) {
    for (const { target, isIntersecting } of entries) {
      const id = /** @type {HTMLElement} */ (target).dataset.student ?? "";
      if (!isIntersecting) this.#near.delete(id);
      else {
        this.#near.add(id);
        this.#show(id);
        this.#tiles.get(id)?.tick(this.#nowMs);
      }
    }
  }
}
