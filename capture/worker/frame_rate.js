/** @file Frame rate: how far apart frames come, so that the worker takes no more than its share of one core. */

/** @typedef {import("./messages.js").Cost} Cost */

// Three tenths leave the lesson's own video and the student's work the rest, and a laptop's fan silent.
const SHARE = 0.3;
// The first frame also compiles FaceMesh's shaders, for seconds; the median of a few forgets it at once.
const REMEMBERED = 5;

export class FrameRate {
  /**
   * @param {object} bounds
   * @param {number} bounds.leastMs
   * @param {number} bounds.mostMs beyond which no label could be told
   */
  constructor({ leastMs, mostMs }) {
    this.leastMs = leastMs;
    this.mostMs = mostMs;
    this.everyMs = leastMs;
    /** @type {number[]} */
    this.taken = [];
  }

  /**
   * @param {number} tookMs the worker's time for one frame, from its coming to its report
   * @returns {Cost}
   */
  update(tookMs) {
    this.taken = [...this.taken, tookMs].slice(-REMEMBERED);
    const usualMs = lowerMedian(this.taken);
    this.everyMs = Math.min(Math.max(usualMs / SHARE, this.leastMs), this.mostMs);
    return { every_s: this.everyMs / 1000, share: usualMs / Math.max(this.everyMs, usualMs) };
  }
}

/** @param {number[]} values at least one */
export function lowerMedian(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
