/**
 * @file Smoothing: exponential moving average and hysteresis, the same at any frame rate.
 *
 * Twin of smoothing.py.
 */

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
