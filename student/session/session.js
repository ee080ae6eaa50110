/** @file Session: this student's part in a room: what the relay is told, in order, and what a board that missed it asks for. */

import { Connection } from "../../protocol/connection.js";
import { Answering } from "./answers.js";
import { deliver } from "./delivery.js";
import { Facts } from "./facts.js";
import { Journal } from "./journal.js";
import { sendable } from "./policy.js";
import { Receipt } from "./receipt.js";
import { Reporting } from "./reporting.js";
import { Resync } from "./resync.js";
import { afterLesson, forget, recall, remember } from "./saved_session.js";

/** @typedef {import("../../protocol/messages.js").StudentJoined} StudentJoined */
/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../protocol/messages.js").LoweredMessage} LoweredMessage */
/** @typedef {import("../../protocol/messages.js").Refused} Refused */
/** @typedef {import("../../protocol/connection.js").ConnectionState} ConnectionState */
/** @typedef {import("../../protocol/messages.js").Label} Label */
/** @typedef {Pick<import("./saved_session.js").SavedSession, "hand" | "handAt" | "lost" | "lostAt" | "pace" | "paceAt">} Standing what stands of what the student said */
/** @typedef {{token: string, standing: Standing}} Seat a place that comes from another device, by the relay's token for that */
/** @typedef {"closed" | "replaced" | "removed"} End how the relay ends this session */

export class Session {
  /**
   * @param {object} options
   * @param {string} options.code
   * @param {string | null} options.name
   * @param {Seat | null} [options.seat]
   * @param {(joined: StudentJoined) => void} options.onJoined
   * @param {(teachers: number) => void} options.onWatching
   * @param {(state: ConnectionState, refusal: Refused | null) => void} options.onLine
   * @param {(trouble: import("../../protocol/connection_watch.js").ConnectionTrouble | null) => void} [options.onTrouble]
   * @param {(what: LoweredMessage["what"]) => void} options.onLowered what the teacher took down
   * @param {(prompt: PromptMessage) => void} [options.onQuestion] the teacher asks, or ends, a question
   * @param {() => void} [options.onWaiting] the room is locked, and the teacher is asked to let this student in
   * @param {() => void} [options.onReceipt] how far the last press has come
   * @param {(end: End) => void} options.onEnd
   * @param {(packet: string) => void} options.onSent
   */
  constructor({ code, name, seat = null, onJoined, onEnd, ...on }) {
    const { onWatching, onLine, onTrouble, onLowered, onSent } = on;
    const { onQuestion = () => {}, onWaiting = () => {}, onReceipt = () => {} } = on;
    this.code = code;
    this.saved = recall(code);
    if (this.saved.resume === "") this.saved.name = name;
    this.journal = new Journal(this.saved.reportSeq);
    this.facts = new Facts(this.saved, (change) => this.keep(change));
    this.receipt = new Receipt(onReceipt);
    /** @type {Seat | null} until it is taken, or refused */
    this.seat = seat;
    // A tab that remembers may be a copy of another, which counts on as well: neither knows of the other.
    this.runBegins = this.saved.resume !== "";
    /** @type {Label | null} */
    this.label = null;
    /** @type {StudentJoined | null} */
    this.room = null;
    this.teachers = 0;
    this.onJoined = onJoined;
    this.onWatching = onWatching;
    this.onLowered = onLowered;
    this.connection = new Connection({
      code,
      auth: () => this.#auth(),
      on: {
        joined: (joined) => this.#welcome(joined),
        watching: ({ teachers }) => this.#watched(teachers),
        sync: ({ since }) => this.#answerSync(since),
        prompt: (prompt) => this.#asked(prompt, onQuestion),
        lower: (lowered) => this.#lower(lowered),
        close: () => onEnd("closed"),
        replaced: () => onEnd("replaced"),
        waiting: () => this.#wait(onWaiting),
        removed: () => onEnd("removed"),
      },
      onLine,
      onTrouble,
      onSent,
    });
    this.answering = new Answering({
      line: this.connection,
      facts: this.facts,
      isIn: () => this.room !== null,
      onReply: ({ seq = 0 }, reply) => this.receipt.heard("answer", seq, reply),
    });
    this.reporting = new Reporting({ line: this.connection, journal: this.journal });
    this.resync = new Resync({ line: this.connection, journal: this.journal, facts: this.facts });
  }

  /** Join the room, or join it again. */
  open() {
    return this.connection.open();
  }

  /** Take the session back from another tab: whatever that one said meanwhile, what this one says is newer. */
  takeBack() {
    this.runBegins = true;
    return this.open();
  }

  get online() {
    return this.connection.online;
  }

  /** @param {number} ms after which to join again, unless this student leaves before */
  reopenIn(ms) {
    this.connection.reopenIn(ms);
  }

  close() {
    this.connection.close();
  }

  /**
   * Join as a new student where the relay no longer knows the old one: its secret changed, or time ran out.
   * @returns {boolean} false where this student is a new one already
   */
  renew() {
    if (this.saved.resume === "") return false;
    this.keep({ resume: "" });
    this.open();
    return true;
  }

  /** Remember that this tab is in the lesson now: one that is restored much later was not. */
  noteSeen() {
    if (this.room !== null && this.online) this.keep({});
  }

  /** The lesson is over: what was said in it and agreed to is forgotten, who the student is stays. */
  endLesson() {
    this.keep(afterLesson(this.saved));
  }

  /** Leave for good: this tab forgets who the student was. */
  leave() {
    this.close();
    this.room = null;
    forget(this.code);
  }

  /**
   * @param {Label} label as derived on this device; only what the policy allows is written down and sent
   * @returns {Label} as the teacher sees it: what a state began with, its reason's group included, stays with it
   */
  report(label) {
    this.label = label;
    if (this.room === null) return label;
    const allowed = sendable(label, this.room);
    if (this.journal.write(allowed, this.connection.now()) !== null) {
      this.keep({ reportSeq: this.journal.lastSeq });
      void this.reporting.send();
    }
    return this.journal.last ?? allowed;
  }

  /** @param {import("./facts.js").Said} said what the student says of themself */
  say(said) {
    this.facts.say(said, this.connection.now());
    this.receipt.said(said, this.saved.statusSeq);
    void this.#sendStatus();
  }

  /**
   * Answer a question; what the relay does not take now is said again when it tells of the question again.
   * @param {string} prompt
   * @param {number} choice
   */
  answer(prompt, choice) {
    const answer = this.facts.answer(prompt, choice, this.connection.now());
    this.receipt.pressed({ what: "answer", value: true, seq: this.saved.answerSeq });
    void this.answering.say(answer);
  }

  /** @returns {Promise<import("../../protocol/messages.js").Acknowledgement>} with a token by which another device takes this place */
  handOver() {
    return this.connection.send("handover", {});
  }

  /** @returns {boolean} whether there was a place from another device, which the relay did not give */
  dropSeat() {
    const hadOne = this.seat !== null;
    this.seat = null;
    return hadOne;
  }

  /**
   * @param {string} prompt
   * @returns {number | null} what this student chose last
   */
  answerTo(prompt) {
    return this.saved.answers[prompt]?.choice ?? null;
  }

  /**
   * Remember something in this tab; nobody is told.
   * @param {Partial<import("./saved_session.js").SavedSession>} change
   */
  keep(change) {
    Object.assign(this.saved, change, { seenAt: Date.now() });
    remember(this.code, this.saved);
  }

  /**
   * @param {PromptMessage} prompt
   * @param {(prompt: PromptMessage) => void} onQuestion
   */
  #asked(prompt, onQuestion) {
    void this.answering.again(prompt.id);
    onQuestion(prompt);
  }

  /** @param {LoweredMessage} lowered */
  #lower(lowered) {
    if (!this.facts.lower(lowered, this.connection.now())) return;
    this.receipt.lowered(lowered.what);
    void this.#sendStatus();
    this.onLowered(lowered.what);
  }

  #auth() {
    const { resume, name } = this.saved;
    if (this.seat !== null) return { role: "student", code: this.code, handover: this.seat.token };
    return { role: "student", code: this.code, ...(resume === "" ? { name } : { resume }) };
  }

  /** @param {StudentJoined} joined */
  #welcome(joined) {
    this.room = joined;
    if (this.seat !== null) this.#takeSeat(this.seat);
    this.keep({ resume: joined.resume, name: joined.name });
    if (this.runBegins) this.#beginRun();
    this.#watched(joined.teachers);
    this.onJoined(joined);
    void this.#sendStatus();
  }

  /**
   * What the other device said stands; what was agreed to there was about its camera.
   * @param {Seat} seat
   */
  #takeSeat({ standing }) {
    this.seat = null;
    this.runBegins = true;
    this.keep({ ...standing, consent: null });
  }

  /**
   * Nothing is taken from here until somebody lets this student in; what is pressed until then is saved.
   * @param {() => void} onWaiting
   */
  #wait(onWaiting) {
    this.room = null;
    this.teachers = 0;
    this.reporting.watched(0);
    onWaiting();
  }

  #beginRun() {
    this.runBegins = false;
    const first = this.room?.first_seq ?? 1;
    this.journal.beginRun(first);
    this.facts.beginRun(first, this.connection.now());
    if (this.label !== null) this.report(this.label);
  }

  /** @param {number} teachers */
  #watched(teachers) {
    this.teachers = teachers;
    this.reporting.watched(teachers);
    this.onWatching(teachers);
  }

  /** @param {number} since */
  async #answerSync(since) {
    // A board holds numbers that this tab has not used: another tab of this student has counted on.
    if (since > this.journal.lastSeq) this.#beginRun();
    await this.resync.answer(since);
    await this.#sendStatus();
  }

  async #sendStatus() {
    const status = this.facts.status(this.connection.now());
    if (status === null || this.room === null) return;
    this.receipt.heard("status", status.seq, await deliver(this.connection, "status", status));
  }
}
