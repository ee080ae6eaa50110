/** @file Remaining time of the calibration: told from how fast its progress has grown lately, and not where it stands still. */

// Over less than this the growth of a slow camera says nothing; over more, a hindrance that is over would still count.
const LEAST_S = 1.5;
const LATELY_S = 5;
// Nobody counts along with seconds that are a guess: in fives, and one by one only at the end.
const STEP_S = 5;

/** Owns the progress of the last seconds. */
export class CalibrationTime {
  /** @type {{t_s: number, progress: number}[]} oldest first */
  #lately = [];

  /**
   * @param {number | null} progress 0 to 1, null where there is no calibration
   * @param {number} t_s
   * @returns {number | null} whole seconds, null where nothing can be told
   */
  update(progress, t_s) {
    const before = this.#lately.at(-1)?.progress ?? 0;
    if (progress === null || progress < before) this.#lately = [];
    if (progress === null) return null;
    this.#lately.push({ t_s, progress });
    // The oldest one that is kept is the last from before the window.
    while ((this.#lately[1]?.t_s ?? t_s) <= t_s - LATELY_S) this.#lately.shift();
    return this.#remaining(progress, t_s);
  }

  /**
   * @param {number} progress
   * @param {number} t_s
   */
  #remaining(progress, t_s) {
    const first = this.#lately[0];
    if (first === undefined || t_s - first.t_s < LEAST_S || progress <= first.progress) return null;
    const growth_per_s = (progress - first.progress) / (t_s - first.t_s);
    return rounded((1 - progress) / growth_per_s);
  }
}

/** @param {number} remaining_s */
function rounded(remaining_s) {
  const step_s = remaining_s > STEP_S ? STEP_S : 1;
  return Math.max(1, Math.ceil(remaining_s / step_s) * step_s);
}
