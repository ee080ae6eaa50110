/** @file Clock synchronisation: keeps the relay's clock true, at each new connection, now and then, and after a jump. */

import { RelayClock } from "./clock.js";

const LOOK_EVERY_MS = 1000;
// The best of several: one may have waited behind the crowd that came back with this page.
const ASK_TIMES = 4;
// Two clocks part by 60 ms at most in that time.
const ASK_AGAIN_MS = 600_000;
// More than any clock is slewed between two looks.
const JUMP_MS = 100;

/** Owns the relay's clock of one connection. */
export class Timekeeper {
  #clock = new RelayClock();
  #aheadMs = wallAheadMs();
  #due = 0;
  #askedMs = 0;
  #jumpedMs = 0;
  /** @type {ReturnType<typeof setInterval> | null} */
  #timer = null;

  /** @param {() => Promise<number | null>} ask for the relay's time in ms; null where no answer came */
  constructor(ask) {
    this.ask = ask;
  }

  /** A line is there: the relay behind it may be another one. */
  start() {
    this.stop();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#due = ASK_TIMES;
    this.#look();
  }

  stop() {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** @param {import("./clock.js").Sample} sample that came with something else */
  learn(sample) {
    this.#take(sample);
  }

  /** @returns {number} ms since 1970 UTC on the relay's clock */
  now() {
    this.#noticeJump();
    return Math.max(0, Math.round(this.#clock.read(steadyMs())));
  }

  #look() {
    this.#noticeJump();
    if (steadyMs() - this.#askedMs > ASK_AGAIN_MS) this.#due = Math.max(this.#due, 1);
    if (this.#due > 0) void this.#sample();
  }

  async #sample() {
    const askedMs = steadyMs();
    this.#askedMs = askedMs;
    const relayMs = await this.ask();
    if (relayMs === null) return;
    if (this.#take({ askedMs, relayMs, heardMs: steadyMs() })) this.#due = Math.max(0, this.#due - 1);
  }

  /**
   * A sample that a jump fell into measured the jump: the device slept between the question and the answer.
   * @param {import("./clock.js").Sample} sample
   * @returns {boolean} whether it was one to reckon with
   */
  #take(sample) {
    this.#noticeJump();
    if (sample.askedMs < this.#jumpedMs || sample.heardMs < sample.askedMs) return false;
    this.#clock.update(sample);
    return true;
  }

  /** Where the device's two clocks part, it slept (only the wall clock goes on then) or somebody set it. */
  #noticeJump() {
    const jumpMs = wallAheadMs() - this.#aheadMs;
    this.#aheadMs += jumpMs;
    if (Math.abs(jumpMs) < JUMP_MS) return;
    // Sleep is by far the likelier; the relay's answer puts the other right a moment later.
    if (jumpMs > 0) this.#clock.skip(jumpMs);
    this.#jumpedMs = steadyMs();
    this.#due = ASK_TIMES;
  }
}

/** This device's time since it was switched on, which nobody sets and which stands still while it sleeps. */
export function steadyMs() {
  return performance.timeOrigin + performance.now();
}

function wallAheadMs() {
  return Date.now() - steadyMs();
}
