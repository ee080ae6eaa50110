/** @file The questions of a lesson: what was asked when, who answered what, and which one is still running. */

import { Tally } from "./tally.js";

/** @typedef {import("../journal/store.js").Note} Note */
/** @typedef {{tally: Tally, askedAt: number, endedAt: number | null}} Question times in ms on the relay's clock */

/** Owns the questions, in the order they were asked. */
export class Questions {
  /** @type {Question[]} */
  list = [];

  /** @param {Iterable<Note>} notes what the board kept of the lesson so far, oldest first */
  constructor(notes) {
    for (const note of notes) this.update(note);
  }

  /** @param {Note} note notes of other things change nothing */
  update(note) {
    if (note.kind === "asked") this.#begin(note);
    if (note.kind === "answered") for (const { tally } of this.list) tally.update(note.rows, note.at);
    if (note.kind === "ended" || note.kind === "closed") this.#end(note.at);
  }

  /** @returns {Question | null} */
  get running() {
    const last = this.list.at(-1);
    return last === undefined || last.endedAt !== null ? null : last;
  }

  /** @param {Extract<Note, {kind: "asked"}>} note a new question ends the one before it */
  #begin({ at, prompt }) {
    this.#end(at);
    this.list.push({ tally: new Tally(prompt), askedAt: at, endedAt: null });
  }

  /** @param {number} at */
  #end(at) {
    if (this.running !== null) this.running.endedAt = at;
  }
}
