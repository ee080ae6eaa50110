/** @file Own answers: the questions this page was asked and what was chosen, in this page's memory, for the summary. */

/** @typedef {{question: string, answer: string | null}} Row null where nothing was chosen */

/** Owns the questions of this lesson, in the order in which they came. */
export class OwnAnswers {
  /** @type {Map<string, {text: string, choices: string[], choice: number | null}>} */
  #asked = new Map();

  /**
   * @param {Pick<import("../../protocol/messages.js").PromptMessage, "id" | "text" | "choices">} prompt
   * @param {number | null} choice what was chosen before, in a page that was loaded anew
   */
  asked({ id, text, choices }, choice) {
    if (!this.#asked.has(id)) this.#asked.set(id, { text, choices, choice });
  }

  /**
   * @param {string} id
   * @param {number} choice
   */
  chose(id, choice) {
    const question = this.#asked.get(id);
    if (question !== undefined) question.choice = choice;
  }

  /** @returns {Row[]} */
  rows() {
    return [...this.#asked.values()].map(({ text, choices, choice }) => ({
      question: text,
      answer: choice === null ? null : (choices[choice] ?? null),
    }));
  }
}
