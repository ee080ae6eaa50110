/** @file Alerts of a proctored room: those that wait for a person to look, and those that somebody has acknowledged. */

import { episodesOf, keyOf } from "./episodes.js";

/** @typedef {import("../student.js").Student} Student */
/** @typedef {import("../notes.js").Note} Note */
/** @typedef {import("./episodes.js").Episode} Episode */
/** @typedef {Episode & {seenAt: number}} SeenEpisode */

/** Owns every alert of the lesson, and when a person acknowledged it. */
export class Alerts {
  /** @type {Map<string, Episode[]>} */
  #episodes = new Map();
  /** @type {Map<string, number>} */
  #seenAt = new Map();

  /** @param {Iterable<Note>} notes what the board kept of the lesson so far */
  constructor(notes) {
    for (const note of notes) this.apply(note);
  }

  /** @param {Student} student whose reports or comings changed */
  set(student) {
    this.#episodes.set(student.id, episodesOf(student));
  }

  /** @param {string} id of a student whom the board does without */
  forget(id) {
    this.#episodes.delete(id);
  }

  /** @param {Note} note */
  apply(note) {
    if (note.kind === "acknowledged") this.#seenAt.set(keyOf(note), note.at);
  }

  /** @returns {{waiting: Episode[], seen: SeenEpisode[]}} those that go on first, then the newest */
  read() {
    /** @type {Episode[]} */
    const waiting = [];
    /** @type {SeenEpisode[]} */
    const seen = [];
    for (const episode of [...this.#episodes.values()].flat()) {
      const seenAt = this.#seenAt.get(keyOf(episode));
      if (seenAt === undefined) waiting.push(episode);
      else seen.push({ ...episode, seenAt });
    }
    waiting.sort((a, b) => Number(b.until === null) - Number(a.until === null) || b.since - a.since);
    seen.sort((a, b) => b.seenAt - a.seenAt);
    return { waiting, seen };
  }
}
