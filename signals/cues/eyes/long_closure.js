/** @file Long closure: how long the lids stay shut in one go, beyond a blink. Twin of long_closure.py. */

import { Hysteresis } from "../../maths/smoothing.js";

/**
 * How long the lids have been shut, in one go: rapid blinking fills nothing, a noisy frame ends nothing.
 *
 * `certain` says that lids can be told from the pose and the face; `sunk`, that head or gaze are lowered, where
 * lowered lids look like shut ones: there only those that were falling before stay shut. Fallen lids that nobody can
 * see for a while keep what was counted.
 */
export class LongClosure {
  #falling;
  #shut;
  #shutFrom;
  #longS;
  #capS;
  #drain;
  #frameMaxS;
  #holdS;
  #heldS = 0;
  #runS = 0;
  #shutS = 0;
  #closureSumS = 0;
  long = false;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#falling = new Hysteresis(number("closure_on"), number("closure_off"));
    this.#shut = new Hysteresis(number("perclos_closure"), number("closure_on"));
    this.#shutFrom = number("perclos_closure");
    this.#longS = number("eyes_closed_s");
    this.#capS = number("microsleep_s");
    this.#drain = number("dwell_drain");
    this.#frameMaxS = number("dt_max_s");
    this.#holdS = number("closure_hold_s");
  }

  /** Shut for as long as a microsleep, and on average: noise alone brings narrowed lids to the limit. */
  get microsleep() {
    return this.#runS >= this.#capS && this.#covered;
  }

  /** The lids are falling, or have fallen. */
  get falling() {
    return this.#falling.on;
  }

  /** The lids cover the eye, for however long. */
  get shut() {
    return this.#shut.on;
  }

  /** Nobody sees the lids now, but they had fallen. */
  get held() {
    return this.#heldS > 0;
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
      this.hold(dtS);
      return 0;
    }
    this.#heldS = 0;
    this.#falling.update(closure);
    const wasLong = this.long;
    const shut = this.#shut.update(closure);
    // Two frames far apart may each have met a blink; a third says that the lids were shut between them.
    const stepS = wasLong === shut ? dtS : Math.min(dtS, this.#frameMaxS);
    const changeS = shut ? stepS : -this.#drain * stepS;
    this.#runS = Math.min(Math.max(this.#runS + changeS, 0), this.#capS);
    this.#average(closure, shut, stepS);
    this.long = wasLong ? this.#runS > 0 : this.#runS > this.#longS && this.#covered;
    if (!(this.long && shut)) return 0;
    return wasLong ? Math.min(stepS, this.#frameMaxS) : this.#runS;
  }

  /**
   * Take a blink: lids that came back from it and are not shut now were open before it too.
   * @param {number} closure
   */
  reopen(closure) {
    if (closure < this.#shutFrom) {
      this.#shut.reset();
      this.#empty();
    }
  }

  /**
   * Keep for a while what was counted of fallen lids that cannot be seen now.
   * @param {number} dtS
   */
  hold(dtS) {
    this.#heldS += dtS;
    if (!this.#falling.on || this.#heldS > this.#holdS) this.reset();
  }

  /** Forget the lids seen. */
  reset() {
    this.#falling.reset();
    this.#shut.reset();
    this.#heldS = 0;
    this.#empty();
  }

  get #covered() {
    return this.#closureSumS >= this.#shutFrom * this.#shutS;
  }

  /**
   * @param {number} closure
   * @param {boolean} shut
   * @param {number} stepS
   */
  #average(closure, shut, stepS) {
    if (shut) {
      this.#shutS += stepS;
      this.#closureSumS += closure * stepS;
    } else if (this.#runS <= 0) {
      this.#shutS = 0;
      this.#closureSumS = 0;
    }
  }

  #empty() {
    this.#runS = 0;
    this.#shutS = 0;
    this.#closureSumS = 0;
    this.long = false;
  }
}
