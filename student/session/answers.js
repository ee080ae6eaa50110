/** @file Answers: each answer to a teacher's question is kept until the relay has taken it, and sent again where it has not. */

import { deliver } from "./delivery.js";

/** @typedef {import("../../protocol/messages.js").AnswerMessage} AnswerMessage */

/** Owns which answers are being said again. */
export class Answering {
  /** @type {Set<string>} by the question's id */
  #saidAgain = new Set();

  /**
   * @param {object} session
   * @param {import("./delivery.js").Sender} session.line
   * @param {import("./facts.js").Facts} session.facts
   * @param {() => boolean} session.isIn whether anything is taken from this student now
   * @param {(answer: AnswerMessage, reply: import("../../protocol/messages.js").Acknowledgement) => void} [session.onReply]
   */
  constructor({ line, facts, isIn, onReply = () => {} }) {
    this.line = line;
    this.facts = facts;
    this.isIn = isIn;
    this.onReply = onReply;
  }

  /** @param {AnswerMessage} answer */
  async say(answer) {
    if (!this.isIn()) return;
    const reply = await deliver(this.line, "answer", answer);
    if (reply.ok) this.facts.noteTold(answer);
    this.onReply(answer, reply);
  }

  /**
   * The relay knows of a question now that it may not have known when it was answered.
   * @param {string} prompt
   */
  async again(prompt) {
    const answer = this.#saidAgain.has(prompt) ? null : this.facts.again(prompt);
    if (answer === null) return;
    this.#saidAgain.add(prompt);
    await this.say(answer);
    this.#saidAgain.delete(prompt);
  }
}
