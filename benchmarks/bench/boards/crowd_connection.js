/** @file In place of protocol/connection.js: a class of 1,000 whose every student changes once a second, in the relay's ticks. */

/** @typedef {import("../../../protocol/messages.js").State} State */

const STUDENTS = 1000;
const TICK_MS = 100;
const TICKS_A_SECOND = 10;
const STATES = /** @type {State[]} */ (["focused", "neutral", "confused", "away", "down", "focused"]);

export class Connection {
  #ticks = 0;

  /** @param {{on: Record<string, (payload: any) => void>, onLine: (line: string, refusal: null) => void}} options */
  constructor({ on, onLine }) {
    this.on = on;
    this.onLine = onLine;
  }

  async open() {
    const facts = { code: "00000-00000", policy: "labels", proctoring: false, anonymous: false };
    const room = {
      ...facts,
      sensitivity: "strict",
      student_url: "http://127.0.0.1/s",
      expires_at: this.now(),
    };
    this.onLine("online", null);
    this.on.joined?.({ ...room, role: "teacher", now: this.now() });
    this.on.presence?.(students().map((id) => [id, `Student ${id}`, "joined", this.now()]));
    setInterval(() => this.#tick(), TICK_MS);
  }

  now() {
    return Math.floor(performance.timeOrigin + performance.now());
  }

  close() {}

  async send() {
    return { ok: true };
  }

  /** A tenth of the class changes; the rows are read from JSON, as from a socket. */
  #tick() {
    const seq = Math.floor(this.#ticks / TICKS_A_SECOND) + 1;
    const turn = this.#ticks % TICKS_A_SECOND;
    const rows = students()
      .filter((_, index) => index % TICKS_A_SECOND === turn)
      .map((id, index) => [id, seq, this.now(), STATES[(index * seq + turn) % STATES.length], ["yawn"], []]);
    this.#ticks += 1;
    this.on.reports?.(JSON.parse(JSON.stringify(rows)));
  }
}

function students() {
  return Array.from({ length: STUDENTS }, (_, index) => `student${index}`);
}
