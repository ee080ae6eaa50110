/** @file The answers to one quick check: the last of each student counts. */

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */

/** Owns who chose what. */
export class Tally {
  /** @type {Map<string, number>} */
  #choices = new Map();

  /** @param {PromptMessage} prompt */
  constructor(prompt) {
    this.prompt = prompt;
  }

  /** @param {AnswerRow[]} rows answers to other questions count nowhere */
  update(rows) {
    for (const [student, prompt, choice] of rows)
      if (prompt === this.prompt.id && choice < this.prompt.choices.length)
        this.#choices.set(student, choice);
  }

  get answered() {
    return this.#choices.size;
  }

  /** @returns {{choice: string, count: number, share: number}[]} `share` of those who answered, 0 while nobody has */
  read() {
    return this.prompt.choices.map((choice, index) => {
      const count = [...this.#choices.values()].filter((chosen) => chosen === index).length;
      return { choice, count, share: this.answered === 0 ? 0 : count / this.answered };
    });
  }
}
