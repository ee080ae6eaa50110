/** @file The relay's clock as this device reckons it: how far it is ahead, and how far that may be wrong. */

/**
 * One question to the relay: asked and heard on this device's clock, answered on the relay's, all in ms.
 * @typedef {{askedMs: number, relayMs: number, heardMs: number}} Sample
 */

// Quartz keeps 50 ppm, and so may both clocks, apart from each other.
const DRIFT = 1e-4;

/** Takes samples, keeps the one that is least in doubt, and tells the relay's time by it. */
export class RelayClock {
  /** @type {{offsetMs: number, doubtMs: number, atMs: number} | null} */
  #best = null;

  /** @param {Sample} sample */
  update({ askedMs, relayMs, heardMs }) {
    // The answer was given somewhere between question and hearing: the middle is wrong by half of that at most.
    const offsetMs = relayMs - (askedMs + heardMs) / 2;
    const sample = { offsetMs, doubtMs: (heardMs - askedMs) / 2, atMs: heardMs };
    if (this.#best === null || yields(this.#best, sample)) this.#best = sample;
  }

  /**
   * This device's clock stood still while the relay's went on, as it does in a laptop that is asleep.
   * @param {number} ms
   */
  skip(ms) {
    if (this.#best !== null) this.#best.offsetMs += ms;
  }

  /**
   * @param {number} ms on this device's clock
   * @returns {number} ms on the relay's, or what was given where the relay has never been heard
   */
  read(ms) {
    return ms + (this.#best?.offsetMs ?? 0);
  }
}

/**
 * A newer sample is better where it is in less doubt by now, or where both cannot be true: then a clock was set.
 * @param {{offsetMs: number, doubtMs: number, atMs: number}} best
 * @param {{offsetMs: number, doubtMs: number, atMs: number}} sample
 */
function yields(best, sample) {
  const doubtMs = best.doubtMs + (sample.atMs - best.atMs) * DRIFT;
  const apartMs = Math.abs(sample.offsetMs - best.offsetMs);
  return sample.doubtMs <= doubtMs || apartMs > doubtMs + sample.doubtMs;
}
