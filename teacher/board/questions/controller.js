/** @file Question controller: asks and ends questions, takes in answers, keeps both, and agrees with other boards. */

import { promptOf, Questions } from "../../../classroom/questions/questions.js";
import { withValidAnswerTimes } from "../../../classroom/timestamps.js";
import { ASKED_CHUNK } from "../../../protocol/messages.js";
import { isTransient } from "../../refusals.js";
import { Debounce } from "../toolkit/debounce.js";
import { PromptOutbox } from "./outbox.js";
import { recallQuestions, rememberQuestions } from "./tab_state.js";

/** @typedef {import("../../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../../protocol/messages.js").AnswerRow} AnswerRow */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../../classroom/notes.js").Note} Note */
/** @typedef {import("../../../classroom/questions/tally.js").Tally["prompt"]} Prompt */

const AGAIN_MS = 1000;

/** Owns the questions and who is still to be told of them. */
export class QuestionController {
  questions = new Questions([]);
  #again = new Debounce(() => void this.sendAsked());

  /**
   * @param {object} board
   * @param {string} board.code
   * @param {Pick<import("../../../protocol/connection.js").Connection, "send" | "now" | "online">} board.connection
   * @param {(note: Note) => void} board.note
   */
  constructor({ code, connection, note }) {
    this.code = code;
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
    if (["asked", "ended", "closed"].includes(note.kind)) rememberQuestions(this.code, this.questions.list);
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
   * @param {Prompt} prompt
   * @returns {Promise<Refused | null>} why nobody will be asked
   */
  async ask(prompt) {
    const at = this.connection.now();
    const answer = await this.connection.send("prompt", { ...prompt, at });
    const later = isTransient(answer);
    if (!answer.ok && !later) return answer;
    this.note({ kind: "asked", at, prompt });
    if (later) this.outbox.addEveryone();
    return null;
  }

  /** The running question is over. */
  end() {
    const { running } = this.questions;
    if (running === null) return;
    this.note({ kind: "ended", at: this.connection.now(), prompt: running.tally.prompt.id });
    this.outbox.addEveryone();
  }

  /** @param {AnswerRow[]} rows of which some may be known */
  receiveAnswers(rows) {
    const at = this.connection.now();
    const fresh = this.questions.takeNew(withValidAnswerTimes(rows, at));
    if (fresh.length > 0) this.note({ kind: "answered", at, rows: fresh });
  }

  /** @param {PromptMessage} prompt as another board of the room has it */
  receive({ id, text, choices, at, ended, ended_at: endedAt }) {
    const nowMs = this.connection.now();
    if (this.questions.find(id) === null)
      this.note({ kind: "asked", at: at ?? nowMs, prompt: { id, text, choices } });
    const isOver = this.questions.find(id)?.endedAt !== null;
    if (ended && !isOver) this.note({ kind: "ended", at: endedAt ?? nowMs, prompt: id });
    // That board was away when it was ended or another one asked, and may have told the class what it believed.
    if (!ended && isOver) this.outbox.addEveryone();
  }
}
