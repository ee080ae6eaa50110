/** @file Simulated connection: a class of 24 in place of the relay, so that a board can be tried without a room. */

import { text } from "../text.js";
import { PretendClass } from "./script.js";

/** @typedef {import("../../protocol/messages.js").Acknowledgement} Acknowledgement */
/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("./student.js").PretendStudent} PretendStudent */
/** @typedef {ConstructorParameters<typeof import("../../protocol/connection.js").Connection>[0]} Options */

const SECOND_MS = 1000;
const HOURS_MS = 8 * 3600 * SECOND_MS;
/** The second in which a question comes up by itself, for a teacher who only looks. */
const ASKED_AT_S = 9;
const LEVELS = /** @type {const} */ (["got_it", "so_so", "lost"]);
const ANSWERED_MS = /** @type {const} */ ([1500, 9000]);
const LOWERED_MS = 300;
/** Most of a class answers, and never all of it. */
const ANSWERING_SHARE = 0.85;

/** Says to a board what the relay would; no packet leaves this page. */
export class PretendConnection {
  online = false;
  /** No socket: what the board would listen for there never comes. */
  socket = null;
  #seconds = 0;
  /** @type {PretendClass} */
  #class;
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #timers = new Set();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  /** @type {Set<string>} ids of questions that are over */
  #over = new Set();

  /**
   * @param {Options} options
   * @param {Policy} policy
   */
  constructor({ on, onLine }, policy) {
    this.on = on;
    this.onLine = onLine;
    this.policy = policy;
    this.#class = new PretendClass(policy);
  }

  async open() {
    this.close();
    this.online = true;
    this.#seconds = 0;
    this.#class = new PretendClass(this.policy);
    this.onLine("online", null);
    this.on.joined?.(this.#room());
    const { reports, statuses } = this.#class.past(this.now());
    const cameMs = Math.min(this.now(), ...reports.map(([, , at]) => at));
    this.on.presence?.(this.#class.students.map(({ id, name }) => [id, name, "joined", cameMs]));
    this.on.reports?.(reports);
    this.on.statuses?.(statuses);
    this.#clock = setInterval(() => this.#tick(), SECOND_MS);
  }

  close() {
    this.online = false;
    clearInterval(this.#clock);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Nothing breaks off here that would have to be opened again. */
  reopenIn() {}

  now() {
    return Math.floor(performance.timeOrigin + performance.now());
  }

  /**
   * @param {string} event
   * @param {any} payload
   * @returns {Promise<Acknowledgement>}
   */
  async send(event, payload) {
    if (event === "prompt") this.#hearQuestion(payload);
    if (event === "lower") this.#lower(payload);
    if (event === "door") this.#remove(payload);
    return event === "clock" ? { ok: true, now: this.now() } : { ok: true };
  }

  #room() {
    return {
      role: "teacher",
      code: text("pretend.name"),
      policy: this.policy,
      proctoring: false,
      anonymous: false,
      sensitivity: "strict",
      student_url: new URL("/s", location.href).href,
      expires_at: this.now() + HOURS_MS,
      now: this.now(),
    };
  }

  #tick() {
    this.#seconds += 1;
    const { reports, statuses } = this.#class.next(this.#seconds, this.now());
    if (reports.length > 0) this.on.reports?.(reports);
    if (statuses.length > 0) this.on.statuses?.(statuses);
    if (this.#seconds === ASKED_AT_S) this.#askByItself();
  }

  /** As a second teacher of the room would. */
  #askByItself() {
    const choices = LEVELS.map((level) => text(`ask.${level}`));
    const prompt = { id: "pretend", text: text("ask.check"), choices, at: this.now() };
    this.on.prompt?.(prompt);
    this.#hearQuestion(prompt);
  }

  /** @param {PromptMessage & {to?: string[]}} prompt */
  #hearQuestion({ id, choices, ended, to }) {
    if (ended) this.#over.add(id);
    if (ended || this.#over.has(id)) return;
    const isOne = to?.length === 1;
    for (const student of this.#class.students) {
      if (!student.isHere || (to !== undefined && !to.includes(student.id))) continue;
      if (!isOne && this.#class.pause(0, 1) > ANSWERING_SHARE) continue;
      this.#in(this.#class.pause(...ANSWERED_MS), () => this.#answer(student, id, choices.length));
    }
  }

  /**
   * @param {PretendStudent} student
   * @param {string} id
   * @param {number} choices
   */
  #answer(student, id, choices) {
    if (this.#over.has(id) || !student.isHere) return;
    this.on.answers?.([student.answer(id, this.#class.choose(choices), this.now())]);
  }

  /** @param {import("../../protocol/messages.js").LowerMessage} message */
  #lower({ to, what }) {
    const called = this.#class.students.filter((student) => to.includes(student.id) && student[what]);
    this.#in(LOWERED_MS, () =>
      this.on.statuses?.(called.map((student) => student.press({ [what]: false }, this.now()))),
    );
  }

  /** @param {import("../../protocol/messages.js").DoorMessage} message */
  #remove({ seats = [] }) {
    const rows = seats.flatMap(([id, what]) => {
      const student = this.#class.students.find((one) => one.id === id);
      if (student === undefined || student.isHere === (what === "admitted")) return [];
      student.isHere = what === "admitted";
      return [[id, student.name, student.isHere ? "joined" : "left", this.now()]];
    });
    if (rows.length > 0) this.#in(LOWERED_MS, () => this.on.presence?.(rows));
  }

  /**
   * @param {number} ms
   * @param {() => void} act
   */
  #in(ms, act) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}
