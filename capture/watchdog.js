/** @file Watchdog: calls back after seconds of silence; time in which the machine slept is not counted. */

const TICK_MS = 1000;
const LONGEST_TICK_S = 2;

export class Watchdog {
  /** @param {Record<number, () => void>} callbacks seconds of silence -> what to do, once */
  constructor(callbacks) {
    this.callbacks = callbacks;
    this.silence_s = 0;
    this.ticked_ms = 0;
    this.timer = 0;
  }

  /** Begin to wait anew. */
  start() {
    this.stop();
    this.silence_s = 0;
    this.ticked_ms = performance.now();
    this.timer = window.setInterval(() => this.#tick(), TICK_MS);
  }

  stop() {
    window.clearInterval(this.timer);
  }

  #tick() {
    const now_ms = performance.now();
    const before_s = this.silence_s;
    // A timer that fires late slept, with the page or with the machine; nobody was silent meanwhile.
    this.silence_s += Math.min((now_ms - this.ticked_ms) / 1000, LONGEST_TICK_S);
    this.ticked_ms = now_ms;
    for (const [limit_s, callback] of Object.entries(this.callbacks))
      if (before_s < Number(limit_s) && this.silence_s >= Number(limit_s)) callback();
  }
}
