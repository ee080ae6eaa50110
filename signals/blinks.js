/** @file Blinks: when the lids fall and rise again, how deep they fall, and how often. Twin of blinks.py. */

import { percentile } from "./statistics.js";
import { Hysteresis, Pace, WindowSum } from "./timing.js";

/**
 * Return the share of a step spent beyond a limit, on the straight line between its two ends.
 * @param {number} limit
 * @param {number} before
 * @param {number} now
 * @returns {number}
 */
export function shareBeyond(limit, before, now) {
  const [high, low] = [Math.max(before, now), Math.min(before, now)];
  if (low >= limit) return 1;
  return high > limit ? (high - limit) / (high - low) : 0;
}

/**
 * Fallen lids: seconds beyond the limit, seconds between open frames, and the least EAR share.
 * @typedef {{beyondS: number, aroundS: number, trough: number}} Fall
 */

/**
 * Finds blinks in the closure, and returns how deep each was.
 *
 * The crossing times are interpolated. A frame rate gives them no better than to a step, so that a blink
 * is too short only where even the open frames around it are closer than the shortest blink.
 */
export class Blinks {
  #limit;
  #shut;
  #stepMaxS;
  #minS;
  #maxS;
  /** @type {number | null} */
  #tS = null;
  #closure = 0;
  /** @type {Fall | null} */
  #fall = null;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#limit = parameters.number("closure_on");
    this.#shut = new Hysteresis(this.#limit, parameters.number("closure_off"));
    this.#stepMaxS = parameters.number("dt_max_s");
    this.#minS = parameters.number("blink_min_s");
    this.#maxS = parameters.number("blink_max_s");
  }

  /**
   * Take the closure, and EAR over the open eye's; return the least EAR share of a blink that ends.
   * @param {number} closure
   * @param {number} earShare
   * @param {number} tS
   * @returns {number | null}
   */
  update(closure, earShare, tS) {
    let stepS = this.#tS === null ? null : tS - this.#tS;
    if (stepS === null || stepS > this.#stepMaxS) {
      this.reset();
      stepS = null;
    }
    const [before, wasShut] = [this.#closure, this.#shut.on];
    [this.#tS, this.#closure] = [tS, closure];
    const shut = this.#shut.update(closure);
    if (stepS === null) return null;
    if (shut && !wasShut) this.#fall = { beyondS: 0, aroundS: 0, trough: earShare };
    if (this.#fall === null) return null;
    return this.#follow(this.#fall, stepS, shareBeyond(this.#limit, before, closure), earShare);
  }

  /** Forget the lids seen. */
  reset() {
    this.#shut.reset();
    this.#tS = null;
    this.#fall = null;
  }

  /**
   * @param {Fall} fall
   * @param {number} stepS
   * @param {number} beyond
   * @param {number} earShare
   * @returns {number | null}
   */
  #follow(fall, stepS, beyond, earShare) {
    fall.beyondS += beyond * stepS;
    fall.aroundS += stepS;
    if (this.#shut.on) {
      fall.trough = Math.min(fall.trough, earShare);
      return null;
    }
    this.#fall = null;
    return fall.aroundS >= this.#minS && fall.beyondS <= this.#maxS ? fall.trough : null;
  }
}

/**
 * Learns from blinks where this student's shut eyes lie: EAR over that of the open ones.
 *
 * A frame seldom meets the deepest moment of a blink; the median of the deeper half is close to it.
 */
export class ShutEyes {
  #kept;
  #needed;
  #percentile;
  #minShare;
  #maxShare;
  /** @type {number[]} */
  #troughs = [];

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#kept = parameters.number("blinks_kept");
    this.#needed = parameters.number("blinks_needed");
    this.#percentile = parameters.number("blink_trough_percentile");
    this.#minShare = parameters.number("closed_ear_share_min");
    this.#maxShare = parameters.number("closed_ear_share_max");
    this.share = parameters.number("closed_ear_share");
  }

  /**
   * Take the least EAR share of one blink.
   * @param {number} trough
   */
  update(trough) {
    this.#troughs.push(trough);
    if (this.#troughs.length > this.#kept) this.#troughs.shift();
    if (this.#troughs.length >= this.#needed) {
      const deep = percentile(this.#troughs, this.#percentile);
      this.share = Math.min(Math.max(deep, this.#minShare), this.#maxShare);
    }
  }
}

/** Counts blinks, and says how many a minute there were; null where frames are too rare to see all. */
export class BlinkRate {
  #spanS;
  #leastS;
  #stepMaxS;
  #pace;
  #blinks;
  #measured;
  #count = 0;
  #inSpan = 0;
  #measuredS = 0;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#spanS = parameters.number("minute_s");
    this.#leastS = parameters.number("perclos_least_s");
    this.#stepMaxS = parameters.number("blink_step_max_s");
    this.#pace = new Pace(parameters.number("pace_tau_s"));
    this.#blinks = new WindowSum(this.#spanS);
    this.#measured = new WindowSum(this.#spanS);
  }

  /** Blinks seen so far. */
  get count() {
    return this.#pace.within(this.#stepMaxS) ? this.#count : null;
  }

  /** Blinks a minute, of the last minute's measured part. */
  get rate() {
    if (!this.#pace.within(this.#stepMaxS) || this.#measuredS < this.#leastS) return null;
    return (this.#inSpan / this.#measuredS) * this.#spanS;
  }

  /**
   * Take one frame on which the lids could be told.
   * @param {boolean} blinked
   * @param {number} tS
   * @param {number} dtS
   */
  update(blinked, tS, dtS) {
    this.#pace.update(dtS);
    this.#count += blinked ? 1 : 0;
    this.#inSpan = this.#blinks.update(tS, blinked ? 1 : 0);
    this.#measuredS = this.#measured.update(tS, dtS);
  }

  /** Forget the last minute; the count stays. */
  reset() {
    for (const part of [this.#pace, this.#blinks, this.#measured]) part.reset();
    this.#inSpan = 0;
    this.#measuredS = 0;
  }
}
