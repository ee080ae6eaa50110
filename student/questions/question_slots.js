/** @file Question slots: the class's question, and above it the one asked of this student alone; which of them is shown. */

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */

/** What a slot shows, and when the newest question in it was asked: an older one is late, and not shown. */
class Slot {
  /** @type {PromptMessage | null} */
  shown = null;
  /** @type {string | null} */
  #id = null;
  #at = 0;

  /** @param {PromptMessage} prompt */
  put(prompt) {
    this.shown = prompt;
    this.#id = prompt.id;
    this.#at = prompt.at ?? 0;
  }

  /** @param {PromptMessage} prompt */
  isNewTo({ id, at = 0 }) {
    return this.#id !== id && at >= this.#at;
  }

  /**
   * A later question ended the one before it, whose own end this page may have missed; results that are shown stay.
   * @param {PromptMessage} prompt
   */
  end({ id, at = 0 }) {
    if ((this.#id === id && this.shown?.results === undefined) || at > this.#at) this.shown = null;
  }

  /** @param {PromptMessage} prompt */
  isPast({ at = 0 }) {
    return at < this.#at;
  }
}

/** Owns which questions have been asked, ended and closed on this page. */
export class QuestionSlots {
  #everyone = new Slot();
  #alone = new Slot();
  /** @type {Set<string>} the ids of questions that are over: a board that has not heard so may still ask them */
  #over = new Set();
  /** @type {Set<string>} results that this student has closed: whoever comes back is told them again */
  #closedResults = new Set();

  /** @returns {PromptMessage | null} what this student is to see */
  get shown() {
    return this.#alone.shown ?? this.#everyone.shown;
  }

  /** @param {PromptMessage} prompt what a board says of a question: it runs, it is over, or these are its results */
  take(prompt) {
    const slot = prompt.alone ? this.#alone : this.#everyone;
    if (prompt.ended) this.#end(slot, prompt);
    // A board asks again whom it saw come back; who has the question keeps it as it stands, closed or answered.
    else if (!this.#over.has(prompt.id) && slot.isNewTo(prompt)) slot.put(prompt);
  }

  /** The student closes what is shown. */
  close() {
    const slot = this.#alone.shown === null ? this.#everyone : this.#alone;
    if (slot.shown?.results !== undefined) this.#closedResults.add(resultsKey(slot.shown));
    slot.shown = null;
  }

  /**
   * @param {Slot} slot
   * @param {PromptMessage} prompt
   */
  #end(slot, prompt) {
    this.#over.add(prompt.id);
    if (prompt.results === undefined) slot.end(prompt);
    else if (!this.#closedResults.has(resultsKey(prompt)) && !slot.isPast(prompt)) slot.put(prompt);
  }
}

/** @param {PromptMessage} prompt closed results come back where another choice is said to be right */
function resultsKey({ id, correct = null }) {
  return `${id} ${correct}`;
}
