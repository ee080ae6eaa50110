/** @file Drowsiness: PERCLOS, the share of time with shut lids, and microsleeps. Twin of drowsiness.py. */

import { WindowSum, Witness } from "../../maths/persistence.js";
import { Hysteresis } from "../../maths/smoothing.js";
import { LongClosure } from "./long_closure.js";

/** The share of the measurable time of the last minute that the lids were shut for longer than a blink. */
export class Perclos {
  #closed;
  #measured;
  #leastS;
  /** @type {number | null} */
  share = null;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#closed = new WindowSum(parameters.number("minute_s"));
    this.#measured = new WindowSum(parameters.number("minute_s"));
    this.#leastS = parameters.number("perclos_least_s");
  }

  /**
   * Return the share, or null while too little of the minute was measurable.
   * @param {number} closedS
   * @param {number} measuredS
   * @param {number} tS
   * @returns {number | null}
   */
  update(closedS, measuredS, tS) {
    const closedSumS = this.#closed.update(tS, closedS);
    const measuredSumS = this.#measured.update(tS, measuredS);
    this.share = measuredSumS >= this.#leastS ? closedSumS / measuredSumS : null;
    return this.share;
  }

  /** Forget the minute. */
  reset() {
    this.#closed.reset();
    this.#measured.reset();
    this.share = null;
  }
}

/**
 * Whether somebody is drowsy: by a microsleep, or by the share of time with shut lids.
 *
 * A minute's share alone would outlast the sleep by most of a minute: eyes that stay open for `wake_s` empty it, and
 * those as wide as usual sooner: a dozer's lids hang between closures. A frame tells of half a second of the share at
 * most, so that frames seconds apart never tell it.
 */
export class Drowsiness {
  #closure;
  #perclos;
  #drooping;
  #wakeS;
  #wideWeight;
  #fallingOn;
  #fallingOff;
  #gapMaxS;
  #wide;
  #frameMaxS;
  #witness;
  #nodded = false;
  #awakeS = 0;
  #tS = 0;
  #lost = false;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#closure = new LongClosure(parameters);
    this.#perclos = new Perclos(parameters);
    this.#drooping = new Hysteresis(parameters.number("perclos_on"), parameters.number("perclos_off"));
    this.#wakeS = parameters.number("wake_s");
    this.#wideWeight = parameters.number("wake_wide_weight");
    this.#fallingOn = parameters.number("closure_on");
    this.#fallingOff = parameters.number("closure_off");
    this.#gapMaxS = parameters.number("closure_gap_max_s");
    this.#wide = parameters.number("closure_wide");
    this.#frameMaxS = parameters.number("dt_max_s");
    this.#witness = new Witness(this.#frameMaxS);
  }

  /** Drowsy. */
  get on() {
    return this.#nodded || this.#drooping.on;
  }

  /** The lids are shut now, and have been for longer than a blink. */
  get shut() {
    return this.#closure.long;
  }

  /** The lids are falling, or have fallen. */
  get falling() {
    return this.#closure.falling;
  }

  /** The share of time with shut lids, 0 to 1. */
  get perclos() {
    return this.#perclos.share;
  }

  /**
   * Take the lids of one frame, as LongClosure does.
   * @param {number} closure
   * @param {boolean} certain
   * @param {boolean} sunk
   * @param {number} tS
   * @param {number} dtS
   */
  update(closure, certain, sunk, tS, dtS) {
    const unseenS = this.#return(closure, tS, dtS);
    const closedS = this.#closure.update(closure, certain, sunk, dtS + unseenS);
    const seen = certain || (this.#closure.falling && !this.#closure.held);
    const measuredS = seen ? Math.min(dtS, this.#frameMaxS) : 0;
    const perclos = this.#perclos.update(closedS, measuredS, tS);
    this.#wake(certain && closure < this.#wide, dtS);
    this.#nodded = this.#nodded || this.#closure.microsleep;
    if (perclos !== null) this.#drooping.update(perclos);
    if (this.on && this.#awakeS >= this.#wakeS) {
      this.#forget();
      this.#perclos.reset();
    }
  }

  /**
   * Take a blink, as LongClosure does.
   * @param {number} closure
   */
  reopen(closure) {
    this.#closure.reopen(closure);
  }

  /**
   * Take it that the face is gone: the minute's share stays, and for a while the sleep of shut lids.
   *
   * A head that sank out of sight and comes back with shut lids sleeps on.
   */
  forgetFace() {
    this.#lost = true;
  }

  /**
   * @param {boolean} wide
   * @param {number} dtS
   */
  #wake(wide, dtS) {
    const countedS = this.#witness.update(this.#closure.long, dtS);
    const weight = wide ? this.#wideWeight : 1;
    this.#awakeS = this.#closure.long ? 0 : this.#awakeS + weight * countedS;
  }

  /**
   * Return the time without a face that shut lids at both its ends vouch for.
   * @param {number} closure
   * @param {number} tS
   * @param {number} dtS
   * @returns {number}
   */
  #return(closure, tS, dtS) {
    const goneS = tS - this.#tS;
    this.#tS = tS;
    if (this.#lost) {
      this.#lost = false;
      this.#closure.hold(goneS);
      if (!this.#closure.falling || closure < this.#fallingOff) this.#forget();
    }
    const slept = this.#closure.shut && closure >= this.#fallingOn;
    return slept ? Math.min(Math.max(goneS - dtS, 0), this.#gapMaxS) : 0;
  }

  #forget() {
    for (const part of [this.#closure, this.#drooping, this.#witness]) part.reset();
    this.#nodded = false;
  }

  /** Forget all. */
  reset() {
    this.#forget();
    this.#lost = false;
    this.#perclos.reset();
    this.#awakeS = 0;
  }
}
