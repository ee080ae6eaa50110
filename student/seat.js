/** @file The student's seat in a room: what the relay is told, in order, and what a board that missed it asks for. */

import { late } from "../look/late.js";
import { Connection } from "../protocol/connection.js";
import { historyChunks, Journal } from "./journal.js";
import { forget, recall, remember } from "./memory.js";
import { standingPace } from "./pace.js";
import { sendable } from "./policy.js";

/** @typedef {import("../protocol/messages.js").StudentJoined} StudentJoined */
/** @typedef {import("../protocol/messages.js").StatusMessage} StatusMessage */
/** @typedef {import("../protocol/messages.js").Refused} Refused */
/** @typedef {import("../protocol/messages.js").Pace} Pace */
/** @typedef {import("../protocol/connection.js").Line} Line */
/** @typedef {import("./journal.js").Label} Label */

const RETRY_AFTER_MS = 1000;
const WORTH_A_RETRY = ["too_fast", "offline"];

const question = late(() => import("./question.js"));

export class Seat {
  /**
   * @param {object} options
   * @param {string} options.code
   * @param {string | null} options.name
   * @param {(joined: StudentJoined) => void} options.onJoined
   * @param {(teachers: number) => void} options.onWatching
   * @param {(line: Line, refusal: Refused | null) => void} options.onLine
   * @param {(trouble: import("../protocol/line_watch.js").LineTrouble | null) => void} [options.onTrouble]
   * @param {(end: "closed" | "replaced") => void} options.onEnd
   * @param {(packet: string) => void} options.onSent
   */
  constructor({ code, name, onJoined, onWatching, onLine, onTrouble, onEnd, onSent }) {
    this.code = code;
    this.memory = recall(code);
    if (this.memory.resume === "") this.memory.name = name;
    this.journal = new Journal(this.memory.reportSeq);
    /** @type {StudentJoined | null} */
    this.room = null;
    this.teachers = 0;
    this.sentSeq = 0;
    this.draining = false;
    this.onJoined = onJoined;
    this.onWatching = onWatching;
    this.connection = new Connection({
      code,
      auth: () => this.#auth(),
      on: {
        joined: (joined) => this.#welcome(joined),
        watching: ({ teachers }) => this.#watched(teachers),
        sync: ({ since }) => this.#answerSync(since),
        prompt: (prompt) => void this.#showQuestion(prompt),
        close: () => onEnd("closed"),
        replaced: () => onEnd("replaced"),
      },
      onLine,
      onTrouble,
      onSent,
    });
  }

  /** @param {import("../protocol/messages.js").PromptMessage} prompt */
  async #showQuestion(prompt) {
    const { showQuestion } = await question();
    showQuestion(prompt, (answer) => this.connection.send("answer", answer));
  }

  /** Take the seat, or take it again. */
  open() {
    return this.connection.open();
  }

  /** @param {number} ms after which to take the seat again, unless it is left before */
  reopenIn(ms) {
    this.connection.reopenIn(ms);
  }

  close() {
    this.connection.close();
  }

  /**
   * Take a seat as a new student where the relay no longer knows the old one: its secret changed, or time ran out.
   * @returns {boolean} false where this student is a new one already
   */
  renew() {
    if (this.memory.resume === "") return false;
    this.#remember({ resume: "" });
    this.open();
    return true;
  }

  /** Leave for good: this tab forgets who the student was. */
  leave() {
    this.close();
    forget(this.code);
  }

  /**
   * @param {Label} label as derived on this device; only what the policy allows is written down and sent
   * @returns {Label} as the teacher sees it
   */
  report(label) {
    if (this.room === null) return label;
    const allowed = sendable(label, this.room);
    if (this.journal.update(allowed, this.connection.now()) !== null) {
      this.#remember({ reportSeq: this.journal.lastSeq });
      this.#drain();
    }
    return allowed;
  }

  /** @param {{hand?: boolean, lost?: boolean, pace?: Pace}} change what the student says of themself */
  say(change) {
    const at = this.connection.now();
    const pressed = change.pace === undefined ? {} : { paceAt: at };
    this.#remember({ ...change, ...pressed, statusSeq: this.memory.statusSeq + 1, statusAt: at });
    this.#sendStatus();
  }

  /**
   * Remember a choice in this tab; nobody is told.
   * @param {Partial<import("./memory.js").Memory>} choice
   */
  keep(choice) {
    this.#remember(choice);
  }

  #auth() {
    const { resume, name } = this.memory;
    return { role: "student", code: this.code, ...(resume === "" ? { name } : { resume }) };
  }

  /** @param {StudentJoined} joined */
  #welcome(joined) {
    this.room = joined;
    this.#remember({ resume: joined.resume, name: joined.name });
    this.#watched(joined.teachers);
    this.onJoined(joined);
    this.#sendStatus();
  }

  /** @param {number} teachers */
  #watched(teachers) {
    // What was written down while nobody watched, a board asks for when it comes.
    if (this.teachers === 0) this.sentSeq = this.journal.lastSeq;
    this.teachers = teachers;
    this.onWatching(teachers);
    this.#drain();
  }

  /** Send what the journal holds beyond the last number sent, one at a time and in order. */
  async #drain() {
    if (this.draining) return;
    this.draining = true;
    for (const report of this.journal.after(this.sentSeq)) {
      if (this.teachers === 0 || !(await this.#deliver("report", report))) break;
      this.sentSeq = report.seq;
    }
    this.draining = false;
    if (this.teachers > 0 && this.connection.online && this.journal.lastSeq > this.sentSeq) this.#drain();
  }

  /** @param {number} since */
  async #answerSync(since) {
    for (const reports of historyChunks(this.journal.after(since)))
      if (!(await this.#deliver("history", { reports }))) return;
    await this.#sendStatus();
  }

  async #sendStatus() {
    const { statusSeq: seq, statusAt: at, hand, lost } = this.memory;
    const pace = standingPace(this.memory, this.connection.now());
    if (seq > 0) await this.#deliver("status", { seq, at, hand, lost, pace });
  }

  /**
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<boolean>} false where the line went down; the next `sync` asks for what it took along
   */
  async #deliver(event, payload) {
    for (;;) {
      const answer = await this.connection.send(event, payload);
      if (answer.ok || !WORTH_A_RETRY.includes(answer.error)) return true;
      if (!this.connection.online) return false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
    }
  }

  /** @param {Partial<import("./memory.js").Memory>} change */
  #remember(change) {
    Object.assign(this.memory, change);
    remember(this.code, this.memory);
  }
}
