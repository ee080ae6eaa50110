/** @file Cue means: what five cues were, on average, over the last seconds. Twin of cue_means.py. */

/** @type {readonly ["brow_z", "tilt_deg", "unsmiling", "centred", "narrowing"]} */
export const CUE_NAMES = ["brow_z", "tilt_deg", "unsmiling", "centred", "narrowing"];

/** @typedef {{t_s: number, dt_s: number, values: readonly number[]}} SeenCues */

/**
 * Means over a sliding span, each frame weighed by its time; a frame that told nothing counts for none.
 *
 * `brow_z` is how far the brow is lowered, in the student's own spread; `tilt_deg` how far the head leans from how it
 * rests; `unsmiling` and `centred` are shares of the time without a smile and with the gaze on the screen; `narrowing`
 * is how far the lids are closed, from 0 to 1.
 */
export class CueMeans {
  #spanS;
  #leastS;
  /** @type {SeenCues[]} */
  #seen = [];
  #sums = CUE_NAMES.map(() => 0);
  #measuredS = 0;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#spanS = parameters.number("personal_span_s");
    this.#leastS = parameters.number("personal_measured_min_s");
  }

  /**
   * The means in the order of CUE_NAMES, null where too little of the span was measured.
   * @returns {number[] | null}
   */
  get means() {
    if (this.#measuredS < this.#leastS) return null;
    return this.#sums.map((total) => total / this.#measuredS);
  }

  /**
   * Take the cues of one frame, in the order of CUE_NAMES; null where they could not be told.
   * @param {readonly number[] | null} values
   * @param {number} tS
   * @param {number} dtS
   */
  update(values, tS, dtS) {
    if (values !== null && dtS > 0) {
      this.#seen.push({ t_s: tS, dt_s: dtS, values });
      this.#add(values, dtS);
    }
    for (let [oldest] = this.#seen; oldest && oldest.t_s <= tS - this.#spanS; [oldest] = this.#seen) {
      this.#seen.shift();
      this.#add(oldest.values, -oldest.dt_s);
    }
    if (this.#seen.length === 0) this.reset();
  }

  /** Forget the cues seen. */
  reset() {
    this.#seen = [];
    this.#sums = CUE_NAMES.map(() => 0);
    this.#measuredS = 0;
  }

  /**
   * @param {readonly number[]} values
   * @param {number} weightS
   */
  #add(values, weightS) {
    this.#sums = this.#sums.map((total, place) => total + weightS * (values[place] ?? 0));
    this.#measuredS += weightS;
  }
}
