/** @file Reporting: the journal's transitions go out one at a time and in order, while a teacher is there. */

import { deliver, isOffline } from "./delivery.js";

/** Owns which transition was sent last. */
export class Reporting {
  #sentSeq = 0;
  #teachers = 0;
  #sending = false;

  /**
   * @param {object} session
   * @param {import("./delivery.js").Sender} session.line
   * @param {import("./journal.js").Journal} session.journal
   */
  constructor({ line, journal }) {
    this.line = line;
    this.journal = journal;
  }

  /** @param {number} teachers who watch from now on */
  watched(teachers) {
    // What was written down while nobody watched, a board asks for when it comes.
    if (this.#teachers === 0) this.#sentSeq = this.journal.lastSeq;
    this.#teachers = teachers;
    void this.send();
  }

  /** Send what the journal holds beyond the last number sent. */
  async send() {
    if (this.#sending) return;
    this.#sending = true;
    for (const report of this.journal.after(this.#sentSeq)) {
      if (this.#teachers === 0 || isOffline(await deliver(this.line, "report", report))) break;
      this.#sentSeq = report.seq;
    }
    this.#sending = false;
    if (this.#teachers > 0 && this.line.online && this.journal.lastSeq > this.#sentSeq) void this.send();
  }
}
