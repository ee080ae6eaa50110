/** @file Questions of a lesson: what was asked when, who answered what, which one is still running, and whose results are shown. */

import { Tally } from "./tally.js";

/** @typedef {import("../notes.js").Note} Note */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */
/**
 * Times in ms on the relay's clock.
 * @typedef {object} Question
 * @property {Tally} tally
 * @property {number} askedAt
 * @property {number | null} endsAt when its timer runs out; null where it has none
 * @property {number | null} endedAt null while it runs
 * @property {number | null} correct the choice that is right, where one is marked
 * @property {number[] | null} results the counts that the class was shown; null where it was shown none
 * @property {boolean} putAway whether this board shows its results no more
 * @property {number} actedAt when a teacher last did anything with it
 */

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
    if (note.kind === "closed") this.#close(note.at);
    if (note.kind === "marked") this.#change(note, { correct: note.correct });
    if (note.kind === "shown") this.#change(note, { results: note.results });
    if (note.kind === "put_away") this.#change(note, { putAway: true });
  }

  /** @param {Note} note a question asked or ended, or what came of it */
  isNews(note) {
    if (note.kind === "asked") return this.find(note.prompt.id) === null;
    const question = "prompt" in note ? this.find(note.prompt) : null;
    if (question === null) return false;
    if (note.kind === "ended") return question.endedAt === null;
    if (note.kind === "marked") return question.correct !== note.correct;
    if (note.kind === "shown") return sumOf(note.results) > sumOf(question.results ?? []);
    return note.kind === "put_away" && !question.putAway;
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

  /** @returns {Question | null} the question whose results stand on the board: the last one, until they are put away */
  get shown() {
    const { latest } = this;
    return latest === null || latest.endedAt === null || latest.putAway ? null : latest;
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
    const endsAt = prompt.ends_at ?? null;
    this.list.push({
      tally,
      askedAt: at,
      endsAt,
      endedAt: null,
      correct: null,
      results: null,
      putAway: false,
      actedAt: at,
    });
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
    if (question === null || question.endedAt !== null) return;
    question.endedAt = at;
    question.actedAt = Math.max(question.actedAt, at);
  }

  /**
   * The room is closed: no question outlives it, and the next lesson begins with an empty board.
   * @param {number} at
   */
  #close(at) {
    this.#end(this.running, at);
    if (this.latest !== null) this.latest.putAway = true;
  }

  /**
   * @param {{prompt: string, at: number}} note
   * @param {Partial<Pick<Question, "correct" | "results" | "putAway">>} change
   */
  #change({ prompt, at }, change) {
    const question = this.find(prompt);
    if (question !== null) Object.assign(question, change, { actedAt: Math.max(question.actedAt, at) });
  }
}

/** @param {number[]} counts */
export const sumOf = (counts) => counts.reduce((sum, count) => sum + count, 0);

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
 * Which choice is right is told with the results, and never before.
 * @param {Question} question
 * @returns {import("../../protocol/messages.js").PromptMessage} as it is told to whoever does not know it yet
 */
export function promptOf({ tally: { prompt }, askedAt, endsAt, endedAt, results, correct }) {
  const { id, text, choices, href } = prompt;
  const timed = endsAt === null ? {} : { ends_at: endsAt };
  const asked = { id, text, choices, at: askedAt, ...timed, ...(href === undefined ? {} : { href }) };
  if (endedAt === null) return asked;
  const shown = results === null ? {} : { results, correct };
  return { ...asked, ended: true, ended_at: endedAt, ...shown };
}
