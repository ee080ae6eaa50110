/**
 * @file Sender of contributions: one message at a time, the same one again until it is answered, under a ticket that
 * names nobody. What cannot be sent now goes with the next.
 */

/** @typedef {import("./recorder.js").Delta} Delta */
/** @typedef {{ok: boolean, error?: string, ticket?: string}} Answer */
/** @typedef {{ticket: string, seq: number, delta: Delta}} Message */

/** Refusals that another ticket helps against. */
const NEW_TICKET = ["bad_token", "room_expired"];
/** Refusals that end by themselves. */
const LATER = ["offline", "too_fast", "over_budget", "server_error"];

export class Sender {
  /** @type {Message | null} */
  #waiting = null;
  #ticket = "";
  #seq = 0;
  #sending = false;

  /**
   * @param {object} options
   * @param {(isLast: boolean) => Delta | null} options.take what is new
   * @param {() => Promise<Answer>} options.askTicket
   * @param {(body: object, isLast: boolean) => Promise<Answer>} options.post
   */
  constructor({ take, askTicket, post }) {
    this.take = take;
    this.askTicket = askTicket;
    this.post = post;
  }

  /** Send what waits, or what is new. */
  async send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      if (await this.#hasTicket()) await this.#sendOne();
    } finally {
      this.#sending = false;
    }
  }

  /** The page goes away: send what there is, and do not wait for an answer. */
  sendLast() {
    const message = this.#ticket === "" ? null : this.#next(true);
    if (message !== null) void this.post(bodyOf(message), true);
  }

  async #hasTicket() {
    if (this.#ticket !== "") return true;
    const answer = await this.askTicket();
    this.#ticket = answer.ticket ?? "";
    this.#seq = 0;
    return this.#ticket !== "";
  }

  async #sendOne() {
    const message = this.#next();
    if (message === null) return;
    const answer = await this.post(bodyOf(message), false);
    const error = answer.ok ? "" : (answer.error ?? "");
    if (NEW_TICKET.includes(error)) {
      this.#ticket = "";
      if (!(await this.#hasTicket())) return;
      this.#seq += 1;
      this.#waiting = { ticket: this.#ticket, seq: this.#seq, delta: message.delta };
    } else if (!LATER.includes(error)) this.#waiting = null;
  }

  #next(isLast = false) {
    if (this.#waiting !== null) return this.#waiting;
    const delta = this.take(isLast);
    if (delta === null) return null;
    this.#seq += 1;
    this.#waiting = { ticket: this.#ticket, seq: this.#seq, delta };
    return this.#waiting;
  }
}

/** @param {Message} message */
const bodyOf = ({ ticket, seq, delta }) => ({ ticket, seq, ...delta });
