/** @file Private questions: a prompt to one student or some, and what they answered; the lesson keeps neither. */

import { ASKED_CHUNK, SYNC_CHUNK } from "../../../protocol/messages.js";

/** @typedef {import("../../../protocol/messages.js").AnswerRow} AnswerRow */
/** @typedef {import("../../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../tiles/shown.js").Answered} Answered */
/** @typedef {{student: string, id: string, text: string, choices: string[], at: number, answer: Answered | null}} PrivateQuestion */

/** Who has answered sees it for so long; then the card closes on their page. */
const ENDS_AFTER_MS = 5000;

/** Owns the last private question to each student. */
export class PrivateQuestions {
  /** @type {Map<string, PrivateQuestion>} by student */
  #last = new Map();

  /** @param {Pick<import("../../../protocol/connection.js").Connection, "send" | "now">} connection */
  constructor(connection) {
    this.connection = connection;
  }

  /**
   * @param {string} student
   * @param {{id: string, text: string, choices: string[]}} prompt
   * @returns {Promise<Refused | null>} why it was not asked
   */
  async ask(student, prompt) {
    return this.askMany([student], prompt);
  }

  /**
   * @param {string[]} students
   * @param {{id: string, text: string, choices: string[], href?: string}} prompt
   * @returns {Promise<Refused | null>} why the first of them, or a later one, was not asked
   */
  async askMany(students, prompt) {
    const at = this.connection.now();
    for (let first = 0; first < students.length; first += SYNC_CHUNK) {
      const to = students.slice(first, first + SYNC_CHUNK);
      const answer = await this.connection.send("prompt", { ...prompt, at, alone: true, to });
      if (!answer.ok) return answer;
      for (const student of to) this.#last.set(student, { ...prompt, student, at, answer: null });
    }
    return null;
  }

  /**
   * @param {string} id of a question
   * @returns {{asked: number, answers: [string, number][]}} how many were asked, and how many gave each answer
   */
  tallyOf(id) {
    const asked = [...this.#last.values()].filter((question) => question.id === id);
    /** @type {Map<string, number>} */
    const answers = new Map();
    for (const { answer } of asked)
      if (answer !== null) answers.set(answer.words, (answers.get(answer.words) ?? 0) + 1);
    return { asked: asked.length, answers: [...answers] };
  }

  /** @param {string} student */
  find(student) {
    return this.#last.get(student) ?? null;
  }

  /** @param {string} student */
  answerOf(student) {
    return this.find(student)?.answer ?? null;
  }

  /**
   * @param {AnswerRow[]} rows
   * @returns {AnswerRow[]} those that answer no private question
   */
  take(rows) {
    const own = new Set([...this.#last.values()].map(({ id }) => id));
    for (const row of rows) if (own.has(row[1])) this.#answer(row);
    return rows.filter(([, id]) => !own.has(id));
  }

  /** A relay takes answers only to the questions it has been told of. */
  async sendAsked() {
    const ids = new Set([...this.#last.values()].map(({ id }) => id));
    const questions = [...ids].slice(-ASKED_CHUNK).map((id) => [id, null]);
    if (questions.length > 0) await this.connection.send("asked", { questions });
  }

  /** @param {AnswerRow} row */
  #answer([student, id, choice, , pressedAt]) {
    const question = this.#last.get(student);
    const words = question?.choices[choice];
    if (question?.id !== id || words === undefined) return;
    const isFirst = question.answer === null;
    question.answer = { words, at: pressedAt ?? this.connection.now() };
    if (isFirst) setTimeout(() => void this.#end(question), ENDS_AFTER_MS);
  }

  /** @param {PrivateQuestion} question */
  async #end({ student, id, text, choices, at }) {
    const ended = { ended: true, ended_at: this.connection.now() };
    await this.connection.send("prompt", { id, text, choices, at, alone: true, ...ended, to: [student] });
  }
}
