/** @file Question controller: asks and ends questions, takes in answers, shows results, keeps all, and agrees with other boards. */

import { promptOf, Questions, sumOf } from "../../../classroom/questions/questions.js";
import { withValidAnswerTimes } from "../../../classroom/timestamps.js";
import { ANONYMOUS_ANSWERS, ASKED_CHUNK } from "../../../protocol/messages.js";
import { isTransient } from "../../refusals.js";
import { Debounce } from "../toolkit/debounce.js";
import { PromptOutbox } from "./outbox.js";
import { recallQuestions, rememberQuestions } from "./tab_state.js";

/** @typedef {import("../../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../../protocol/messages.js").AnswerRow} AnswerRow */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {import("../../../classroom/questions/questions.js").Question} Question */
/** @typedef {{text: string, choices: string[], correct: number | null, seconds: number | null, href?: string}} Draft a question to be asked; `seconds` until its time is up, `href` of a link that comes with it */

const AGAIN_MS = 1000;
const ID_LETTERS = 8;
const REMEMBERED = ["asked", "ended", "closed", "marked", "shown", "put_away"];

/** Owns the questions and who is still to be told of them. */
export class QuestionController {
  questions = new Questions([]);
  #again = new Debounce(() => void this.sendAsked());

  /**
   * @param {object} board
   * @param {string} board.code
   * @param {boolean} [board.anonymous]
   * @param {Pick<import("../../../protocol/connection.js").Connection, "send" | "now" | "online">} board.connection
   * @param {(note: Note) => void} board.note
   */
  constructor({ code, anonymous = false, connection, note }) {
    this.code = code;
    this.anonymous = anonymous;
    this.connection = connection;
    this.note = note;
    this.outbox = new PromptOutbox({
      latest: () => this.questions.latest && promptOf(this.questions.latest),
      online: () => connection.online,
      send: (message) => connection.send("prompt", message),
    });
  }

  /** @param {Note[]} notes what this device kept of the lesson; where the disk kept less, the tab remembers more */
  restore(notes) {
    for (const note of notes) this.questions.apply(note);
    for (const note of recallQuestions(this.code)) if (this.questions.isNews(note)) this.note(note);
  }

  /** @param {Note} note what happened just now */
  apply(note) {
    this.questions.apply(note);
    if (REMEMBERED.includes(note.kind)) rememberQuestions(this.code, this.questions.list);
  }

  /** Tell a relay that may have forgotten which questions there were: it takes answers to these alone. */
  async sendAsked() {
    const latest = this.questions.list.slice(-ASKED_CHUNK);
    if (latest.length === 0 || !this.connection.online) return;
    const questions = latest.map(({ tally, endedAt }) => [tally.prompt.id, endedAt]);
    if (isTransient(await this.connection.send("asked", { questions }))) this.#again.schedule(AGAIN_MS);
  }

  /**
   * Ask the class; where it cannot be told now, it is as soon as it can.
   * @param {Draft} draft
   * @returns {Promise<Refused | null>} why nobody will be asked
   */
  async ask({ text, choices, correct, seconds, href }) {
    const at = this.connection.now();
    const timed = seconds === null ? {} : { ends_at: at + seconds * 1000 };
    const linked = href === undefined ? {} : { href };
    const prompt = { id: newId(), text, choices, ...timed, ...linked };
    const answer = await this.connection.send("prompt", { ...prompt, at });
    const later = isTransient(answer);
    if (!answer.ok && !later) return answer;
    this.note({ kind: "asked", at, prompt });
    if (correct !== null) this.note({ kind: "marked", at, prompt: prompt.id, correct });
    if (later) this.outbox.addEveryone();
    return null;
  }

  /**
   * The same question once more: what is said about it in between may have changed the answers.
   * @param {Question} question
   */
  askAgain({ tally, askedAt, endsAt, correct }) {
    const { text, choices, href } = tally.prompt;
    const seconds = endsAt === null ? null : Math.round((endsAt - askedAt) / 1000);
    return this.ask({ text, choices, correct, seconds, ...(href === undefined ? {} : { href }) });
  }

  /** The running question is over. */
  end() {
    const { running } = this.questions;
    if (running === null) return;
    this.note({ kind: "ended", at: this.connection.now(), prompt: running.tally.prompt.id });
    this.outbox.addEveryone();
  }

  /** A question whose time is up is over; whichever board is open ends it. */
  endInTime() {
    const endsAt = this.questions.running?.endsAt ?? null;
    if (endsAt !== null && this.connection.now() >= endsAt) this.end();
  }

  /**
   * @param {Question} question
   * @param {number | null} correct the choice that is right, or that none is marked
   */
  mark({ tally, results }, correct) {
    this.note({ kind: "marked", at: this.connection.now(), prompt: tally.prompt.id, correct });
    if (results !== null) this.outbox.addEveryone();
  }

  /**
   * How many could have answered: who is here, and who has answered and left.
   * @param {Question["tally"]} tally
   * @param {Map<string, Pick<import("../../../classroom/student.js").Student, "online">>} students
   */
  askedOf(tally, students) {
    const away = [...tally.answers.keys()].filter((id) => students.get(id)?.online !== true).length;
    return away + [...students.values()].filter(({ online }) => online).length;
  }

  /**
   * Whether a question has so many answers that its results tell of nobody; the relay refuses fewer, too.
   * @param {Question} question
   */
  mayShow({ tally }) {
    return !this.anonymous || tally.answered >= ANONYMOUS_ANSWERS;
  }

  /**
   * Show the class the results of a question that is over: counts alone.
   * @param {Question} question
   */
  show(question) {
    const { tally, endedAt, results } = question;
    if (endedAt === null || results !== null || !this.mayShow(question)) return;
    const at = this.connection.now();
    this.note({ kind: "shown", at, prompt: tally.prompt.id, results: tally.counts });
    this.outbox.addEveryone();
  }

  /** @param {Question} question whose results are to stand on this board no more */
  putAway({ tally }) {
    this.note({ kind: "put_away", at: this.connection.now(), prompt: tally.prompt.id });
  }

  /** @param {AnswerRow[]} rows of which some may be known */
  receiveAnswers(rows) {
    const at = this.connection.now();
    const fresh = this.questions.takeNew(withValidAnswerTimes(rows, at));
    if (fresh.length === 0) return;
    this.note({ kind: "answered", at, rows: fresh });
    this.#showLate();
  }

  /**
   * Answers that were given in time and came late belong to results that are shown already. In a room without names they
   * stay out: the class could tell one answer from the difference.
   */
  #showLate() {
    const { shown } = this.questions;
    if (this.anonymous || shown === null || shown.results === null) return;
    const { counts, prompt } = shown.tally;
    if (sumOf(counts) <= sumOf(shown.results)) return;
    this.note({ kind: "shown", at: this.connection.now(), prompt: prompt.id, results: counts });
    this.outbox.addEveryone();
  }

  /** @param {PromptMessage} prompt as another board of the room has it */
  receive(prompt) {
    const { id, ended } = prompt;
    for (const note of notesIn(prompt, this.connection.now(), this.questions.find(id) === null))
      if (this.questions.isNews(note)) this.note(note);
    const isOver = this.questions.find(id)?.endedAt !== null;
    // That board was away when it was ended or another one asked, and may have told the class what it believed.
    if (!ended && isOver) this.outbox.addEveryone();
  }
}

/**
 * @param {PromptMessage} prompt as another board tells it
 * @param {number} nowMs
 * @param {boolean} isUnknown whether this board hears of the question for the first time
 * @returns {Note[]} of which some may be known
 */
function notesIn({ at, ended, ended_at, results, correct = null, ...asked }, nowMs, isUnknown) {
  const prompt = asked.id;
  /** @type {Note[]} */
  const notes = [{ kind: "asked", at: at ?? nowMs, prompt: asked }];
  if (!ended) return notes;
  const endedAt = ended_at ?? nowMs;
  notes.push({ kind: "ended", at: endedAt, prompt });
  if (results === undefined) {
    // It was over before this board came, and its results are another board's.
    if (isUnknown) notes.push({ kind: "put_away", at: endedAt, prompt });
    return notes;
  }
  return [
    ...notes,
    { kind: "marked", at: endedAt, prompt, correct },
    { kind: "shown", at: endedAt, prompt, results },
  ];
}

function newId() {
  return crypto
    .getRandomValues(new Uint8Array(ID_LETTERS / 2))
    .reduce((id, byte) => id + byte.toString(16).padStart(2, "0"), "");
}
