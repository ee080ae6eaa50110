/**
 * @file Drowsiness: how long the lids stay shut, the share of time they do (PERCLOS), and what follows.
 *
 * Twin of drowsiness.py.
 */

import { Hysteresis, WindowSum, Witness } from "./timing.js";

/**
 * How long the lids have been shut, in one go: rapid blinking fills nothing, a noisy frame ends nothing.
 *
 * `certain` says that lids can be told from the pose and the face; `sunk`, that head or gaze are lowered, where
 * lowered lids look like shut ones: there only those that were falling before stay shut.
 */
export class LongClosure {
  #falling;
  #shut;
  #longS;
  #capS;
  #drain;
  #frameMaxS;
  #runS = 0;
  long = false;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#falling = new Hysteresis(number("closure_on"), number("closure_off"));
    this.#shut = new Hysteresis(number("perclos_closure"), number("closure_on"));
    this.#longS = number("eyes_closed_s");
    this.#capS = number("microsleep_s");
    this.#drain = number("dwell_drain");
    this.#frameMaxS = number("dt_max_s");
  }

  /** Shut for as long as a microsleep. */
  get microsleep() {
    return this.#runS >= this.#capS;
  }

  /** The lids are falling, or have fallen. */
  get falling() {
    return this.#falling.on;
  }

  /**
   * Return the seconds of long closure that this frame adds; all of them at once where it gets long.
   * @param {number} closure
   * @param {boolean} certain
   * @param {boolean} sunk
   * @param {number} dtS
   * @returns {number}
   */
  update(closure, certain, sunk, dtS) {
    if (!(certain || (sunk && this.#falling.on))) {
      this.reset();
      return 0;
    }
    this.#falling.update(closure);
    const wasLong = this.long;
    const shut = this.#shut.update(closure);
    // Two frames far apart may each have met a blink; a third says that the lids were shut between them.
    const stepS = wasLong === shut ? dtS : Math.min(dtS, this.#frameMaxS);
    const changeS = shut ? stepS : -this.#drain * stepS;
    this.#runS = Math.min(Math.max(this.#runS + changeS, 0), this.#capS);
    this.long = wasLong ? this.#runS > 0 : this.#runS > this.#longS;
    if (!(this.long && shut)) return 0;
    return wasLong ? Math.min(stepS, this.#frameMaxS) : this.#runS;
  }

  /** Forget the lids seen. */
  reset() {
    this.#falling.reset();
    this.#shut.reset();
    this.#runS = 0;
    this.long = false;
  }
}

/** The share of the measurable time of the last minute that the lids were shut for longer than a blink. */
export class Perclos {
  #closed;
  #measured;
  #leastS;
  /** @type {number | null} */
  share = null;

  /** @param {import("./parameters.js").Parameters} parameters */
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
 * A minute's share alone would outlast the sleep by most of a minute: eyes that stay open for `wake_s`
 * empty it. A frame tells of half a second at most, so that frames seconds apart never tell the share.
 */
export class Drowsiness {
  #closure;
  #perclos;
  #drooping;
  #wakeS;
  #frameMaxS;
  #witness;
  #nodded = false;
  #awakeS = 0;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#closure = new LongClosure(parameters);
    this.#perclos = new Perclos(parameters);
    this.#drooping = new Hysteresis(parameters.number("perclos_on"), parameters.number("perclos_off"));
    this.#wakeS = parameters.number("wake_s");
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
    const closedS = this.#closure.update(closure, certain, sunk, dtS);
    const measuredS = certain || this.#closure.falling ? Math.min(dtS, this.#frameMaxS) : 0;
    const perclos = this.#perclos.update(closedS, measuredS, tS);
    const countedS = this.#witness.update(this.#closure.long, dtS);
    this.#awakeS = this.#closure.long ? 0 : this.#awakeS + countedS;
    this.#nodded = this.#nodded || this.#closure.microsleep;
    if (perclos !== null) this.#drooping.update(perclos);
    if (this.on && this.#awakeS >= this.#wakeS) {
      this.lose();
      this.#perclos.reset();
    }
  }

  /** Forget the sleep; the minute's share stays, for a head that sank out of sight and came back. */
  lose() {
    for (const part of [this.#closure, this.#drooping, this.#witness]) part.reset();
    this.#nodded = false;
  }

  /** Forget all. */
  reset() {
    this.lose();
    this.#perclos.reset();
    this.#awakeS = 0;
  }
}
