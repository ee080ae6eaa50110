/**
 * @file Persistence: how long evidence lasts: dwell, escalation, sums over a window, all in seconds.
 *
 * Twin of persistence.py.
 */

/**
 * How much of a step counts: all of it where both its frames show the same.
 *
 * Where they differ, nobody saw when it changed: there one frame counts for `frameMaxS` at most.
 */
export class Witness {
  #frameMaxS;
  /** @type {boolean | string | null} */
  #before = null;

  /** @param {number} frameMaxS */
  constructor(frameMaxS) {
    this.#frameMaxS = frameMaxS;
  }

  /**
   * Return what the step to a frame that shows this counts for.
   * @param {boolean | string | null} shown
   * @param {number} dtS
   * @returns {number}
   */
  update(shown, dtS) {
    const same = shown === this.#before;
    this.#before = shown;
    return same ? dtS : Math.min(dtS, this.#frameMaxS);
  }

  /** Forget the frame seen. */
  reset() {
    this.#before = null;
  }
}

/** Persistence: time with evidence, less `drain` times the time without; on at its limit, off at zero. */
export class Dwell {
  #limitS;
  #drain;
  #witness;
  #filledS = 0;
  on = false;

  /**
   * @param {number} limitS
   * @param {number} drain
   * @param {number} frameMaxS
   */
  constructor(limitS, drain, frameMaxS) {
    this.#limitS = limitS;
    this.#drain = drain;
    this.#witness = new Witness(frameMaxS);
  }

  /**
   * Return whether the evidence has lasted.
   * @param {boolean} evidence
   * @param {number} dtS
   * @returns {boolean}
   */
  update(evidence, dtS) {
    const countedS = this.#witness.update(evidence, dtS);
    if (evidence) this.#filledS = Math.min(this.#filledS + countedS, this.#limitS);
    else this.#filledS = Math.max(this.#filledS - this.#drain * countedS, 0);
    this.on = this.on ? this.#filledS > 0 : this.#filledS >= this.#limitS;
    return this.on;
  }

  /** Forget the evidence seen. */
  reset() {
    this.#witness.reset();
    this.#filledS = 0;
    this.on = false;
  }
}

/**
 * A dwell, and a longer one over the same evidence that ends with it.
 *
 * What a second frame confirms began before the first one that showed it: the longer one counts that whole step, or
 * an alert would come a frame too late wherever frames are seconds apart.
 */
export class Escalation {
  #short;
  #long;
  #frameMaxS;
  #shown = false;
  #withheldS = 0;
  on = false;
  raised = false;

  /**
   * @param {number} limitS
   * @param {number} raisedS
   * @param {number} drain
   * @param {number} frameMaxS
   */
  constructor(limitS, raisedS, drain, frameMaxS) {
    this.#short = new Dwell(limitS, drain, frameMaxS);
    this.#long = new Dwell(raisedS, drain, frameMaxS);
    this.#frameMaxS = frameMaxS;
  }

  /**
   * Take the evidence of one frame.
   * @param {boolean} evidence
   * @param {number} dtS
   */
  update(evidence, dtS) {
    const wasOn = this.on;
    this.on = this.#short.update(evidence, dtS);
    this.#long.update(evidence, this.#confirmed(evidence, dtS));
    if (wasOn && !this.on) this.#long.reset();
    this.raised = this.on && this.#long.on;
  }

  /** Forget how long the evidence was there beyond the shorter dwell. */
  calm() {
    this.#long.reset();
    this.#shown = false;
    this.#withheldS = 0;
    this.raised = false;
  }

  /** Forget the evidence seen. */
  reset() {
    this.#short.reset();
    this.#long.reset();
    this.#shown = false;
    this.#withheldS = 0;
    this.on = false;
    this.raised = false;
  }

  /**
   * @param {boolean} evidence
   * @param {number} dtS
   * @returns {number}
   */
  #confirmed(evidence, dtS) {
    const confirmedS = evidence ? dtS + this.#withheldS : dtS;
    const begins = evidence && !this.#shown;
    this.#withheldS = begins ? Math.max(dtS - this.#frameMaxS, 0) : 0;
    this.#shown = evidence;
    return confirmedS;
  }
}

/** The time summed up within the last `spanS` seconds. */
export class WindowSum {
  #spanS;
  /** @type {{t_s: number, amount_s: number}[]} */
  #entries = [];
  #sumS = 0;

  /** @param {number} spanS */
  constructor(spanS) {
    this.#spanS = spanS;
  }

  /**
   * Add an amount at `tS` and return the sum of what is not older than the span.
   * @param {number} tS
   * @param {number} amountS
   * @returns {number}
   */
  update(tS, amountS) {
    if (amountS > 0) {
      this.#entries.push({ t_s: tS, amount_s: amountS });
      this.#sumS += amountS;
    }
    for (let [oldest] = this.#entries; oldest && oldest.t_s <= tS - this.#spanS; [oldest] = this.#entries) {
      this.#sumS -= oldest.amount_s;
      this.#entries.shift();
    }
    return this.#sumS;
  }

  /** Forget the amounts seen. */
  reset() {
    this.#entries.length = 0;
    this.#sumS = 0;
  }
}
