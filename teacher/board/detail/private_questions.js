/** @file Private questions: a prompt to one student, and what that student answered; the lesson keeps neither. */

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
    const at = this.connection.now();
    const answer = await this.connection.send("prompt", { ...prompt, at, alone: true, to: [student] });
    if (!answer.ok) return answer;
    this.#last.set(student, { ...prompt, student, at, answer: null });
    return null;
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
    const questions = [...this.#last.values()].map(({ id }) => [id, null]);
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
