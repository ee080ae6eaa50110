/** @file Chance (block bootstrap): the band in which the lost minutes of a lesson lie by chance alone, if it is like the lessons before it. */

import { Lots } from "../../../classroom/archive/lots.js";

/** @typedef {readonly boolean[]} Minutes of one lesson, in order: whether many were lost in each */
/** @typedef {{low: number, high: number, usual: number}} Band shares from 0 to 1 */

/** Who is lost stays lost for some minutes, so minutes are drawn in blocks. */
const BLOCK = 5;
/** Of fewer lessons nobody knows what is usual. */
export const FEWEST_LESSONS = 3;
const MOST_LESSONS = 8;
const RESAMPLES = 2000;
/** What a 95% band leaves out at each end. */
const TAIL = 0.025;
/** The same lessons have the same band each time. */
const SEED = 17;
/** With a dependence beyond it, there would be one block in a lesson. */
const MOST_DEPENDENCE = 0.9;

/**
 * @param {readonly Minutes[]} before the lessons before, oldest first
 * @param {number} minutes of the lesson in question
 * @param {number} [resamples]
 * @returns {Band | null} null where too few lessons are known
 */
export function bandOfChance(before, minutes, resamples = RESAMPLES) {
  const lessons = before.filter((lesson) => lesson.length > 0).slice(-MOST_LESSONS);
  if (lessons.length < FEWEST_LESSONS || minutes === 0) return null;
  const dependence = dependenceOf(lessons);
  // Blocks cut what depends on each other over more than five minutes; the band is wider by as much.
  const wider = Math.sqrt(spread(dependence, minutes) / spread(dependence, BLOCK));
  // Lessons in which nobody was lost do not show that nobody can be (rule of succession): one such stretch is added.
  const stretch = Math.max(1, Math.round(1 / (1 - dependence)));
  const urn = new Urn([...lessons, Array(stretch).fill(true)]);
  const lots = new Lots(SEED);
  // What is usual is known by chance as well, so it is drawn anew beside the lesson.
  const differences = Array.from(
    { length: resamples },
    () => wider * (urn.draw(lots, minutes) - urn.draw(lots, urn.minutes)),
  ).sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => differences[Math.round(share * (resamples - 1))] ?? 0;
  const { usual } = urn;
  return { usual, low: Math.max(0, usual + at(TAIL)), high: Math.min(1, usual + at(1 - TAIL)) };
}

/**
 * @param {readonly Minutes[]} lessons
 * @returns {number} how much a minute depends on the one before (lag-1 autocorrelation), never less than not at all
 */
function dependenceOf(lessons) {
  const all = lessons.flat();
  const mean = all.filter(Boolean).length / all.length;
  const variance = mean * (1 - mean);
  if (variance === 0) return 0;
  const products = lessons.flatMap((lesson) =>
    lesson.slice(1).map((is, before) => (Number(is) - mean) * (Number(lesson[before]) - mean)),
  );
  if (products.length === 0) return 0;
  const covariance = products.reduce((sum, each) => sum + each, 0) / products.length;
  return Math.min(MOST_DEPENDENCE, Math.max(0, covariance / variance));
}

/**
 * @param {number} dependence
 * @param {number} minutes
 * @returns {number} the variance of a mean of so many minutes, beside that of minutes which do not depend on each other
 */
function spread(dependence, minutes) {
  let sum = 1;
  for (let lag = 1; lag < minutes; lag += 1) sum += 2 * (1 - lag / minutes) * dependence ** lag;
  return sum;
}

/** Owns the minutes of all lessons, to draw blocks of neighbours from; a block at the end of a lesson goes on at its beginning. */
class Urn {
  /** @type {number[][]} how many are lost in the block of each length that begins at each minute */
  #sums = [];
  #lost = 0;

  /** @param {readonly Minutes[]} lessons */
  constructor(lessons) {
    for (const lesson of lessons)
      for (let start = 0; start < lesson.length; start += 1) {
        let sum = 0;
        const sums = [0];
        for (let step = 0; step < BLOCK; step += 1) {
          sum += Number(lesson[(start + step) % lesson.length]);
          sums.push(sum);
        }
        this.#sums.push(sums);
        this.#lost += Number(lesson[start]);
      }
  }

  get minutes() {
    return this.#sums.length;
  }

  get usual() {
    return this.#lost / this.minutes;
  }

  /**
   * @param {Lots} lots
   * @param {number} minutes
   * @returns {number} the share that is lost of so many minutes
   */
  draw(lots, minutes) {
    let sum = 0;
    for (let left = minutes; left > 0; left -= BLOCK)
      sum += this.#sums[lots.below(this.minutes)]?.[Math.min(left, BLOCK)] ?? 0;
    return sum / minutes;
  }
}
