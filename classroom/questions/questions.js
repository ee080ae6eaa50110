/** @file Questions of a lesson: what was asked when, who answered what, and which one is still running. */

import { Tally } from "./tally.js";

/** @typedef {import("../notes.js").Note} Note */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */
/** @typedef {{tally: Tally, askedAt: number, endedAt: number | null}} Question times in ms on the relay's clock */

/** So many answers wait for a question that this board is still to hear of: one of each student of the largest room. */
export const MOST_EARLY = 2000;

/** Owns the questions, in the order they were asked, from whichever board and in whatever order it is told. */
export class Questions {
  /** @type {Question[]} */
  list = [];
  /** @type {Map<string, AnswerRow>} the newest by student and question */
  #told = new Map();
  /** @type {{rows: AnswerRow[], at: number}[]} answers to questions that this board is still to hear of */
  #early = [];

  /** @param {Iterable<Note>} notes what the board kept of the lesson so far, oldest first */
  constructor(notes) {
    for (const note of notes) this.apply(note);
  }

  /** @param {Note} note notes of other things change nothing */
  apply(note) {
    if (note.kind === "asked") this.#begin(note);
    if (note.kind === "answered") this.#count(note);
    if (note.kind === "ended") this.#end(this.find(note.prompt), note.at);
    if (note.kind === "closed") this.#end(this.running, note.at);
  }

  /** @param {Note} note a question asked, or ended */
  isNews(note) {
    if (note.kind === "asked") return this.find(note.prompt.id) === null;
    return note.kind === "ended" && this.find(note.prompt)?.endedAt === null;
  }

  /** @param {string} id */
  find(id) {
    return this.list.find(({ tally }) => tally.prompt.id === id) ?? null;
  }

  /** @returns {Question | null} */
  get latest() {
    return this.list.at(-1) ?? null;
  }

  /** @returns {Question | null} */
  get running() {
    return this.latest?.endedAt === null ? this.latest : null;
  }

  /**
   * Students say all their answers again to a board that comes back, and number them anew in a new run of their page.
   * @param {AnswerRow[]} rows
   * @returns {AnswerRow[]} those that say what nobody has told before
   */
  takeNew(rows) {
    const newer = this.#bounded(rows).filter((row) => isNewer(row, this.#told.get(keyOf(row))));
    const isSaidAgain = (/** @type {AnswerRow} */ row) => isSame(row, this.#told.get(keyOf(row)));
    const [again, fresh] = [newer.filter(isSaidAgain), newer.filter((row) => !isSaidAgain(row))];
    this.#count({ rows: again, at: 0 });
    return fresh;
  }

  /**
   * @param {AnswerRow[]} rows
   * @returns {AnswerRow[]} those to questions that are known, and as many of the others as there is room for
   */
  #bounded(rows) {
    const known = new Set(this.list.map(({ tally }) => tally.prompt.id));
    let room = MOST_EARLY - this.#early.reduce((sum, early) => sum + early.rows.length, 0);
    return rows.filter(([, prompt]) => {
      if (known.has(prompt)) return true;
      room -= 1;
      return room >= 0;
    });
  }

  /** @param {Extract<Note, {kind: "asked"}>} note a new question ends the one before it */
  #begin({ at, prompt }) {
    if (this.find(prompt.id) !== null) return;
    const tally = new Tally(prompt);
    for (const { rows, at: cameAt } of this.#early) tally.add(rows, cameAt);
    this.#early = this.#early.filter(({ rows }) => rows.some(([, id]) => id !== prompt.id));
    this.list.push({ tally, askedAt: at, endedAt: null });
    this.list.sort((a, b) => a.askedAt - b.askedAt);
    for (const [index, question] of this.list.entries()) {
      const next = this.list[index + 1];
      if (next !== undefined) this.#end(question, next.askedAt);
    }
  }

  /** @param {{rows: AnswerRow[], at: number}} note */
  #count({ rows, at }) {
    for (const row of rows) if (isNewer(row, this.#told.get(keyOf(row)))) this.#told.set(keyOf(row), row);
    for (const { tally } of this.list) tally.add(rows, at);
    const early = rows.filter(([, prompt]) => this.find(prompt) === null);
    if (early.length > 0) this.#early.push({ rows: early, at });
  }

  /**
   * @param {Question | null} question
   * @param {number} at
   */
  #end(question, at) {
    if (question !== null) question.endedAt ??= at;
  }
}

/** @param {AnswerRow} row */
const keyOf = ([student, prompt]) => `${student} ${prompt}`;

/**
 * @param {AnswerRow} row
 * @param {AnswerRow | undefined} known
 */
function isNewer([, , choice, seq], known) {
  if (known === undefined) return true;
  const [, , knownChoice, knownSeq] = known;
  return seq === undefined || knownSeq === undefined ? choice !== knownChoice : seq > knownSeq;
}

/**
 * @param {AnswerRow} row
 * @param {AnswerRow | undefined} known
 */
function isSame([, , choice, , at], known) {
  return known !== undefined && at !== undefined && choice === known[2] && at === known[4];
}

/**
 * @param {Question} question
 * @returns {import("../../protocol/messages.js").PromptMessage} as it is told to whoever does not know it yet
 */
export function promptOf({ tally: { prompt }, askedAt, endedAt }) {
  const { id, text, choices } = prompt;
  const asked = { id, text, choices, at: askedAt };
  return endedAt === null ? asked : { ...asked, ended: true, ended_at: endedAt };
}
