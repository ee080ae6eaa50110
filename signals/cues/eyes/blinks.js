/** @file Blinks: when the lids fall and rise again, how deep they fall, and how often. Twin of blinks.py. */

import { WindowSum } from "../../maths/persistence.js";
import { Ema } from "../../maths/smoothing.js";
import { percentile } from "../../maths/statistics.js";
import { Pace } from "../../maths/timing.js";

/**
 * Where the lids are when no blink is on: their level of the last moments, and how unsteady they are.
 *
 * A blink is a dip that is fast and deep against both, not a crossing of what was usual minutes ago: a third of all
 * blinks do not shut the eye, and eyes that are narrow in a smile or a shadow blink as others do.
 */
export class LidLevel {
  #level;
  #noise;
  #depthMin;
  #deviations;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#level = new Ema(parameters.number("blink_level_tau_s"));
    this.#noise = new Ema(parameters.number("blink_noise_tau_s"));
    this.#depthMin = parameters.number("blink_depth_min");
    this.#deviations = parameters.number("blink_depth_deviations");
    this.#noise.value = parameters.number("blink_noise_share");
  }

  /** EAR over that of the open eye, smoothed; 0 where none is known. */
  get share() {
    return this.#level.value === null ? 0 : this.#level.value;
  }

  /**
   * Return whether this is too far below the level for a glance or for noise.
   * @param {number} earShare
   * @returns {boolean}
   */
  dips(earShare) {
    const [share, noise] = [this.share, this.#noise.value];
    const depth = this.#depthMin * share;
    return earShare < share - (noise === null ? depth : Math.max(depth, this.#deviations * noise));
  }

  /**
   * Take lids that do not dip.
   * @param {number} earShare
   * @param {number} dtS
   */
  update(earShare, dtS) {
    if (this.#level.value !== null) this.#noise.update(Math.abs(earShare - this.#level.value), dtS);
    this.#level.update(earShare, dtS);
  }

  /**
   * Take the lids as they are now for their level; how unsteady they are stays.
   * @param {number} earShare
   */
  restart(earShare) {
    this.#level.reset();
    this.#level.update(earShare, 0);
  }
}

/**
 * Dipping lids: since when they were not up, and the least EAR share.
 * @typedef {{since_s: number, trough: number}} Dip
 */

/**
 * Finds blinks, and returns how deep each was: lids that dip, and within half a second come back.
 *
 * A dip is too short only where even the frames around it are closer than the shortest blink.
 */
export class Blinks {
  #level;
  #stepMaxS;
  #minS;
  #maxS;
  #recovery;
  /** @type {number | null} */
  #tS = null;
  /** @type {Dip | null} */
  #dip = null;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#level = new LidLevel(parameters);
    this.#stepMaxS = parameters.number("dt_max_s");
    this.#minS = parameters.number("blink_min_s");
    this.#maxS = parameters.number("blink_max_s");
    this.#recovery = parameters.number("blink_recovery");
  }

  /**
   * Take EAR over the open eye's; return the least of a blink that has just ended.
   * @param {number} earShare
   * @param {number} tS
   * @returns {number | null}
   */
  update(earShare, tS) {
    const beforeS = this.#tS;
    this.#tS = tS;
    if (beforeS === null || !(tS - beforeS >= 0 && tS - beforeS <= this.#stepMaxS)) {
      this.#restart(earShare);
      return null;
    }
    if (this.#dip !== null) return this.#follow(this.#dip, earShare, tS);
    if (this.#level.dips(earShare)) this.#dip = { since_s: beforeS, trough: earShare };
    else this.#level.update(earShare, tS - beforeS);
    return null;
  }

  /** Forget the lids seen. */
  reset() {
    this.#tS = null;
    this.#dip = null;
  }

  /** @param {number} earShare */
  #restart(earShare) {
    this.#dip = null;
    this.#level.restart(earShare);
  }

  /**
   * @param {Dip} dip
   * @param {number} earShare
   * @param {number} tS
   * @returns {number | null}
   */
  #follow(dip, earShare, tS) {
    dip.trough = Math.min(dip.trough, earShare);
    const lastedS = tS - dip.since_s;
    if (lastedS > this.#maxS) {
      // Lids that stay are lowered, or shut for long.
      this.#restart(earShare);
    } else if (earShare >= dip.trough + this.#recovery * (this.#level.share - dip.trough)) {
      this.#dip = null;
      return lastedS >= this.#minS ? dip.trough : null;
    }
    return null;
  }
}

/**
 * Learns from blinks where this student's shut eyes lie: EAR over that of the open ones.
 *
 * A frame seldom meets the deepest moment of a blink; the median of the deeper half is close to it. Blinks that leave
 * much of the eye open say nothing of shut ones.
 */
export class ShutEyes {
  #kept;
  #needed;
  #percentile;
  #minShare;
  #maxShare;
  #deep;
  /** @type {number[]} */
  #troughs = [];

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#kept = parameters.number("blinks_kept");
    this.#needed = parameters.number("blinks_needed");
    this.#percentile = parameters.number("blink_trough_percentile");
    this.#minShare = parameters.number("closed_ear_share_min");
    this.#maxShare = parameters.number("closed_ear_share_max");
    this.share = parameters.number("closed_ear_share");
    this.#deep = 1 - parameters.number("closure_on") * (1 - this.share);
  }

  /**
   * Take the least EAR share of one blink.
   * @param {number} trough
   */
  update(trough) {
    if (trough > this.#deep) return;
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

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
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
