/**
 * @file Time: steps from frame to frame, their gaps, and the usual pace, all in seconds.
 *
 * Twin of timing.py.
 */

import { Ema } from "./smoothing.js";

/**
 * The time since the frame before; `restart` where what was before says nothing about now.
 * @typedef {{dt_s: number, restart: boolean, backwards: boolean}} Step
 */

/** Turns frame times into steps, capped where longer than meant; names gaps and backward jumps. */
export class Clock {
  #dtMaxS;
  #gapS;
  #gapFrames;
  #everyMaxS;
  /** @type {number | null} */
  #lastS = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#dtMaxS = parameters.number("dt_max_s");
    this.#gapS = parameters.number("gap_s");
    this.#gapFrames = parameters.number("gap_frames");
    this.#everyMaxS = parameters.number("frame_every_max_s");
  }

  /**
   * Return the step to `tS`; the first one, and one over a gap, takes no time.
   * @param {number} tS
   * @param {number | null} [everyS] how far apart frames are meant to come now, where that is announced
   * @returns {Step}
   */
  update(tS, everyS = null) {
    const elapsedS = this.#lastS === null ? 0 : tS - this.#lastS;
    this.#lastS = tS;
    const announcedS = everyS === null || !(everyS <= this.#everyMaxS) ? 0 : everyS;
    if (elapsedS < 0 || elapsedS > Math.max(this.#gapS, this.#gapFrames * announcedS))
      return { dt_s: 0, restart: true, backwards: elapsedS < 0 };
    const dt_s = Math.min(elapsedS, Math.max(this.#dtMaxS, announcedS));
    return { dt_s, restart: false, backwards: false };
  }
}

/** The usual time between frames of late; long steps weigh by their length. */
export class Pace {
  #step;

  /** @param {number} tauS */
  constructor(tauS) {
    this.#step = new Ema(tauS);
  }

  /**
   * Take the step to one frame; one that took no time says nothing.
   * @param {number} dtS
   */
  update(dtS) {
    if (dtS > 0) this.#step.update(dtS, dtS);
  }

  /**
   * Return whether the usual step is known and not longer.
   * @param {number} stepS
   * @returns {boolean}
   */
  within(stepS) {
    return this.#step.value !== null && this.#step.value <= stepS;
  }

  /** Forget the steps seen. */
  reset() {
    this.#step.reset();
  }
}
