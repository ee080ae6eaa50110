/**
 * @file Time: steps, smoothing, hysteresis and persistence, all in seconds and never in frames.
 *
 * Twin of timing.py.
 */

/**
 * The time since the frame before; `restart` where what was before says nothing about now.
 *
 * `dt_s` is what one frame may tell of a face, `plain_s` what it may tell of how many there are: who is there can be
 * seen in one picture, and at an announced slow rate it counts for longer.
 * @typedef {{dt_s: number, plain_s: number, restart: boolean, backwards: boolean}} Step
 */

/** Turns frame times into capped steps, and names gaps and backward jumps. */
export class Clock {
  #dtMaxS;
  #gapS;
  #gapFrames;
  #everyMaxS;
  #plainMaxS;
  /** @type {number | null} */
  #lastS = null;

  /** @param {import("./parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#dtMaxS = parameters.number("dt_max_s");
    this.#gapS = parameters.number("gap_s");
    this.#gapFrames = parameters.number("gap_frames");
    this.#everyMaxS = parameters.number("frame_every_max_s");
    this.#plainMaxS = parameters.number("dt_plain_max_s");
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
      return { dt_s: 0, plain_s: 0, restart: true, backwards: elapsedS < 0 };
    const plainMaxS = Math.max(this.#dtMaxS, Math.min(announcedS, this.#plainMaxS));
    const [dt_s, plain_s] = [Math.min(elapsedS, this.#dtMaxS), Math.min(elapsedS, plainMaxS)];
    return { dt_s, plain_s, restart: false, backwards: false };
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
  #filledS = 0;
  on = false;

  /**
   * @param {number} limitS
   * @param {number} drain
   */
  constructor(limitS, drain) {
    this.#limitS = limitS;
    this.#drain = drain;
  }

  /**
   * Return whether the evidence has lasted.
   * @param {boolean} evidence
   * @param {number} dtS
   * @returns {boolean}
   */
  update(evidence, dtS) {
    if (evidence) this.#filledS = Math.min(this.#filledS + dtS, this.#limitS);
    else this.#filledS = Math.max(this.#filledS - this.#drain * dtS, 0);
    this.on = this.on ? this.#filledS > 0 : this.#filledS >= this.#limitS;
    return this.on;
  }

  /** Forget the evidence seen. */
  reset() {
    this.#filledS = 0;
    this.on = false;
  }
}

/** A dwell, and a longer one over the same evidence that ends with it. */
export class Escalation {
  #short;
  #long;
  on = false;
  raised = false;

  /**
   * @param {number} limitS
   * @param {number} raisedS
   * @param {number} drain
   */
  constructor(limitS, raisedS, drain) {
    this.#short = new Dwell(limitS, drain);
    this.#long = new Dwell(raisedS, drain);
  }

  /**
   * Take the evidence of one frame.
   * @param {boolean} evidence
   * @param {number} dtS
   */
  update(evidence, dtS) {
    const wasOn = this.on;
    this.on = this.#short.update(evidence, dtS);
    this.#long.update(evidence, dtS);
    if (wasOn && !this.on) this.#long.reset();
    this.raised = this.on && this.#long.on;
  }

  /** Forget the evidence seen. */
  reset() {
    this.#short.reset();
    this.#long.reset();
    this.on = false;
    this.raised = false;
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
