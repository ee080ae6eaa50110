/** @file Undo history of an editor: every change is a step back and forth, and which of them is saved. */

const MOST_STEPS = 200;

/** @template T */
export class History {
  /** @type {T[]} */
  #past = [];
  /** @type {T[]} */
  #future = [];
  /** @type {T} */
  #now;
  /** @type {T} */
  #saved;

  /** @param {T} begin as it is saved */
  constructor(begin) {
    this.#now = begin;
    this.#saved = begin;
  }

  get now() {
    return this.#now;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  get isSaved() {
    return this.#now === this.#saved;
  }

  /** @param {T} next another value: none is ever changed */
  change(next) {
    this.#past = [...this.#past, this.#now].slice(-MOST_STEPS);
    this.#future = [];
    this.#now = next;
  }

  undo() {
    const before = this.#past.pop();
    if (before === undefined) return;
    this.#future.push(this.#now);
    this.#now = before;
  }

  redo() {
    const next = this.#future.pop();
    if (next === undefined) return;
    this.#past.push(this.#now);
    this.#now = next;
  }

  /** @param {T} value that the library has now */
  saved(value) {
    this.#saved = value;
  }
}
