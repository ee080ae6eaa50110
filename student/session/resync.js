/** @file Resync: sends a board what it is missing of this student, when the relay asks for it. */

import { deliver, isOffline } from "./delivery.js";
import { historyChunks } from "./journal.js";

/** @typedef {import("../../protocol/messages.js").Acknowledgement} Acknowledgement */

/** Owns which question is being answered, and up to which number it is. */
export class Resync {
  #asked = {};
  /** @type {number | null} null where no answer is under way */
  #toldUpTo = null;

  /**
   * @param {object} session
   * @param {import("./delivery.js").Sender} session.line
   * @param {import("./journal.js").Journal} session.journal
   * @param {import("./facts.js").Facts} session.facts
   */
  constructor({ line, journal, facts }) {
    this.line = line;
    this.journal = journal;
    this.facts = facts;
  }

  /**
   * A newer question is answered together with the rest of the one before it. What the relay refuses, nobody is waiting for.
   * @param {number} since the last number that the board holds
   */
  async answer(since) {
    const asked = {};
    this.#asked = asked;
    const stands = () => asked === this.#asked;
    this.#toldUpTo = Math.min(since, this.#toldUpTo ?? since);
    await this.#tell(this.#toldUpTo, stands);
    if (stands()) this.#toldUpTo = null;
  }

  /**
   * @param {number} since
   * @param {() => boolean} stands whether nobody has asked anew
   */
  async #tell(since, stands) {
    for (const reports of historyChunks(this.journal.after(since))) {
      if (endsIt(await deliver(this.line, "history", { reports }, stands)) || !stands()) return;
      this.#toldUpTo = reports.at(-1)?.seq ?? since;
    }
    const answers = this.facts.answers();
    if (answers.length > 0) await deliver(this.line, "history", { reports: [], answers }, stands);
  }
}

/** @param {Acknowledgement} answer */
function endsIt(answer) {
  return isOffline(answer) || (!answer.ok && answer.error === "not_allowed");
}
