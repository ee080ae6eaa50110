/**
 * @file In place of protocol/connection.js: a calm class of 30, and what one pupil or a crowd of strangers may send at once,
 * chosen by `globalThis.storm` before the page loads. `globalThis.stormOver` tells when all of it has been told.
 */

const STUDENTS = 30;
const TICK_MS = 100;
const FRAME_ROWS = 500;
const REPORTS = 33_460;
const COMINGS = 10_000;
const STRANGERS = 6000;
const STATES = /** @type {const} */ (["focused", "away", "confused", "neutral"]);

/** @typedef {[event: string, rows: unknown[][]][]} Frames */

/** @type {Record<string, (nowMs: number) => Frames>} */
const STORMS = {
  "falling numbers": (nowMs) =>
    frames(
      "reports",
      numbers(REPORTS).map((n) => reportOf(REPORTS - n, nowMs - n)),
    ),
  "numbers in no order, at any time": (nowMs) =>
    frames(
      "reports",
      numbers(REPORTS).map((n) => reportOf(1 + ((n * 7919) % REPORTS), nowMs - ((n * 104_729) % 3_600_000))),
    ),
  "coming and going": (nowMs) =>
    frames(
      "presence",
      numbers(COMINGS).map((n) => ["restless", "Restless", n % 2 === 0 ? "left" : "joined", nowMs + n]),
    ),
  "strangers by the thousand": (nowMs) =>
    frames(
      "presence",
      numbers(2 * STRANGERS).map((n) => [
        `stranger${Math.floor(n / 2)}`,
        "Mia",
        n % 2 === 0 ? "joined" : "left",
        nowMs + n,
      ]),
    ),
};

export class Connection {
  /** @param {{on: Record<string, (payload: any) => void>, onLine: (line: string, refusal: null) => void}} options */
  constructor({ on, onLine }) {
    this.on = on;
    this.onLine = onLine;
    this.online = true;
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
    const calm = numbers(STUDENTS).map((n) => [`student${n}`, `Student ${n}`, "joined", this.now()]);
    this.on.presence?.([...calm, ["restless", "Restless", "joined", this.now()]]);
    this.on.reports?.(numbers(STUDENTS).map((n) => [`student${n}`, 1, this.now(), "focused", [], []]));
    this.#pour(STORMS[String(Reflect.get(globalThis, "storm"))]?.(this.now()) ?? []);
  }

  now() {
    return Math.floor(performance.timeOrigin + performance.now());
  }

  close() {}

  async send() {
    return { ok: true };
  }

  /**
   * A frame a tick, read from JSON, as from a socket.
   * @param {Frames} frames
   */
  #pour(frames) {
    const timer = setInterval(() => {
      const [event, rows] = frames.shift() ?? [];
      if (event !== undefined) this.on[event]?.(JSON.parse(JSON.stringify(rows)));
      if (frames.length > 0) return;
      clearInterval(timer);
      Reflect.set(globalThis, "stormOver", true);
    }, TICK_MS);
  }
}

/** @param {number} count */
const numbers = (count) => Array.from({ length: count }, (_, index) => index);

/**
 * @param {number} seq
 * @param {number} at
 */
const reportOf = (seq, at) => ["restless", seq, at, STATES[seq % STATES.length], [], []];

/**
 * @param {string} event
 * @param {unknown[][]} rows
 * @returns {Frames}
 */
function frames(event, rows) {
  return numbers(Math.ceil(rows.length / FRAME_ROWS)).map((n) => [
    event,
    rows.slice(n * FRAME_ROWS, (n + 1) * FRAME_ROWS),
  ]);
}
