/**
 * @file Time: steps, smoothing, hysteresis and persistence, all in seconds and never in frames.
 *
 * Twin of timing.py.
 */

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

/** Exponential smoothing with time constant `tauS`, the same at any frame rate. */
export class Ema {
  #tauS;
  /** @type {number | null} */
  value = null;

  /** @param {number} tauS */
  constructor(tauS) {
    this.#tauS = tauS;
  }

  /**
   * Return the smoothed value; the first value is taken as it is.
   * @param {number} value
   * @param {number} dtS
   * @returns {number}
   */
  update(value, dtS) {
    const before = this.value === null ? value : this.value;
    this.value = before + (1 - Math.exp(-dtS / this.#tauS)) * (value - before);
    return this.value;
  }

  /** Forget the values seen. */
  reset() {
    this.value = null;
  }
}

/** A threshold to come on at, and another, on the side of rest, to go off beyond. */
export class Hysteresis {
  #sign;
  #on;
  #off;
  on = false;

  /**
   * @param {number} on
   * @param {number} off
   */
  constructor(on, off) {
    this.#sign = on > off ? 1 : -1;
    this.#on = this.#sign * on;
    this.#off = this.#sign * off;
  }

  /**
   * Return whether the value is beyond the threshold that counts now.
   * @param {number} value
   * @returns {boolean}
   */
  update(value) {
    this.on = this.#sign * value >= (this.on ? this.#off : this.#on);
    return this.on;
  }

  /** Go off. */
  reset() {
    this.on = false;
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
