/** @file Tally of one question: the last answer of each student counts. */

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */

/** @typedef {{choice: number, at: number, seq: number | null}} Answer `at`: when it was pressed, in ms on the relay's clock */

/** Owns who chose what. */
export class Tally {
  /** @type {Map<string, Answer>} */
  answers = new Map();

  /** @param {Pick<PromptMessage, "id" | "text" | "choices" | "ends_at" | "href">} prompt */
  constructor(prompt) {
    this.prompt = prompt;
  }

  /**
   * @param {AnswerRow[]} rows answers to other questions count nowhere
   * @param {number} at when they came, in ms on the relay's clock, for those that do not say when they were pressed
   */
  add(rows, at) {
    for (const [student, prompt, choice, seq, pressedAt] of rows)
      if (prompt === this.prompt.id && choice < this.prompt.choices.length)
        this.#take(student, { choice, at: pressedAt ?? at, seq: seq ?? null });
  }

  /**
   * @param {string} student
   * @param {Answer} answer
   */
  #take(student, answer) {
    const { seq = null } = this.answers.get(student) ?? {};
    const isOlder = seq !== null && answer.seq !== null && answer.seq < seq;
    if (!isOlder) this.answers.set(student, answer);
  }

  get answered() {
    return this.answers.size;
  }

  /** @returns {number[]} how many chose each choice */
  get counts() {
    const counts = this.prompt.choices.map(() => 0);
    for (const { choice } of this.answers.values()) counts[choice] = (counts[choice] ?? 0) + 1;
    return counts;
  }

  /** @returns {{choice: string, count: number, share: number}[]} `share` of those who answered, 0 while nobody has */
  read() {
    const { answered, counts } = this;
    return this.prompt.choices.map((choice, index) => {
      const count = counts[index] ?? 0;
      return { choice, count, share: answered === 0 ? 0 : count / answered };
    });
  }
}
