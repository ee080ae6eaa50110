/** @file Probe timing: when a student who wants it is asked whether they follow: at random, 8 to 15 minutes apart. */

const LEAST_MS = 8 * 60_000;
const MOST_MS = 15 * 60_000;
/** A question that nobody answers is not about this moment any more. */
export const STANDS_MS = 60_000;

/**
 * @param {() => number} [random] from 0 up to 1
 * @returns {number} milliseconds until the next question
 */
export function untilNextMs(random = Math.random) {
  return LEAST_MS + random() * (MOST_MS - LEAST_MS);
}
