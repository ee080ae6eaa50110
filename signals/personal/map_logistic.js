/**
 * @file MAP logistic regression: Newton's method with a Gaussian prior, and its losses with each row left out.
 *
 * Twin of map_logistic.py.
 */

import { solve } from "../maths/linear.js";

/** @typedef {readonly number[]} Numbers */
/** @typedef {import("../maths/linear.js").Rows} Rows */

// What a loss may at most call certain: a single moment that went against it is no infinite loss.
const SURE = 1e-12;
// So near the optimum a full step is safe, and losses differ by less than they are rounded to.
const NEAR = 1e-6;
// Each doubles the digits that are right, and one row of many moves the weights little.
const LEFT_OUT_STEPS = 4;
// Beyond it exp() alone would overflow.
const FAR = 500;

/**
 * Return the weights of n rows and n targets from 0 to 1 that are likeliest beside the prior.
 *
 * `prior` and `spread` are the mean and the standard deviation of each weight before anything was seen; a weight whose
 * spread is 0 stays at its prior.
 * @param {Rows} rows
 * @param {Numbers} targets
 * @param {Numbers} prior
 * @param {Numbers} spread
 * @param {number} stepsMax
 * @returns {number[]}
 */
export function fit(rows, targets, prior, spread, stepsMax) {
  let weights = [...prior];
  const free = freeOf(spread);
  if (targets.length === 0 || free.length === 0) return weights;
  const task = { rows, targets, prior, free, precision: free.map((place) => 1 / get(spread, place) ** 2) };
  for (let taken = 0; taken < stepsMax; taken++) {
    const { slope, step } = slopeAndStep(task, weights);
    const length = dot(slope, step) > NEAR ? lengthOf(task, weights, step) : 1;
    weights = moved(weights, free, step, length);
    if (Math.max(...step.map(Math.abs)) < SURE) break;
  }
  return weights;
}

/**
 * Return how likely the first kind is of one row.
 * @param {Numbers} row
 * @param {Numbers} weights
 * @returns {number}
 */
export function probability(row, weights) {
  return shareOf(dot(row, weights));
}

/**
 * Return the negative log likelihood of a target from 0 to 1.
 * @param {number} share
 * @param {number} target
 * @returns {number}
 */
export function logLoss(share, target) {
  const sure = Math.min(Math.max(share, SURE), 1 - SURE);
  return -target * Math.log(sure) - (1 - target) * Math.log(1 - sure);
}

/**
 * Return the log loss of each row by weights that were fitted without that row.
 *
 * `weights` are those of all rows: a few Newton steps lead from them to those without one.
 * @param {Rows} rows
 * @param {Numbers} targets
 * @param {Numbers} weights
 * @param {Numbers} prior
 * @param {Numbers} spread
 * @returns {number[]}
 */
export function leftOutLosses(rows, targets, weights, prior, spread) {
  const free = freeOf(spread);
  const precision = free.map((place) => 1 / get(spread, place) ** 2);
  return rows.map((row, left) => {
    const others = {
      rows: rows.filter((_, at) => at !== left),
      targets: targets.filter((_, at) => at !== left),
    };
    const task = { ...others, prior, free, precision };
    let found = [...weights];
    for (let taken = 0; taken < (free.length > 0 ? LEFT_OUT_STEPS : 0); taken++)
      found = moved(found, free, slopeAndStep(task, found).step, 1);
    return logLoss(probability(row, found), get(targets, left));
  });
}

/** @typedef {{rows: Rows, targets: Numbers, prior: Numbers, free: number[], precision: number[]}} Task */

/**
 * @param {Task} task
 * @param {number[]} weights
 * @param {number[]} step
 * @returns {number}
 */
function lengthOf(task, weights, step) {
  const loss = lossOf(task, weights);
  let length = 1;
  // A full step may overshoot where much is sure already.
  while (lossOf(task, moved(weights, task.free, step, length)) > loss) length /= 2;
  return length;
}

/**
 * @param {Task} task
 * @param {number[]} weights
 */
function slopeAndStep({ rows, targets, prior, free, precision }, weights) {
  const shares = rows.map((row) => probability(row, weights));
  const own = rows.map((row) => free.map((place) => get(row, place)));
  const slope = free.map((place, column) => {
    const pull = get(precision, column) * (get(weights, place) - get(prior, place));
    return own.reduce((sum, row, at) => sum + get(row, column) * (get(shares, at) - get(targets, at)), pull);
  });
  const solved = solve(
    curvatureOf(own, shares, precision),
    slope.map((value) => [value]),
  );
  return { slope, step: solved.map((row) => get(row, 0)) };
}

/**
 * @param {Rows} own
 * @param {number[]} shares
 * @param {number[]} precision
 * @returns {Rows}
 */
function curvatureOf(own, shares, precision) {
  return precision.map((prior, i) =>
    precision.map((_, j) =>
      own.reduce(
        (sum, row, at) => sum + get(row, i) * get(row, j) * get(shares, at) * (1 - get(shares, at)),
        i === j ? prior : 0,
      ),
    ),
  );
}

/**
 * @param {Task} task
 * @param {number[]} weights
 * @returns {number}
 */
function lossOf({ rows, targets, prior, free, precision }, weights) {
  let loss = 0;
  for (const [at, row] of rows.entries()) {
    const score = dot(row, weights);
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - get(targets, at) * score;
  }
  for (const [column, place] of free.entries())
    loss += (get(precision, column) * (get(weights, place) - get(prior, place)) ** 2) / 2;
  return loss;
}

/**
 * @param {number[]} weights
 * @param {number[]} free
 * @param {number[]} step
 * @param {number} length
 * @returns {number[]}
 */
function moved(weights, free, step, length) {
  const found = [...weights];
  for (const [column, place] of free.entries())
    found[place] = get(weights, place) - length * get(step, column);
  return found;
}

/**
 * @param {Numbers} spread
 * @returns {number[]} the places of the weights that may move
 */
function freeOf(spread) {
  return spread.flatMap((value, place) => (value > 0 ? [place] : []));
}

/** @param {number} score */
function shareOf(score) {
  return 1 / (1 + Math.exp(-Math.min(Math.max(score, -FAR), FAR)));
}

/**
 * @param {Numbers} row
 * @param {Numbers} weights
 */
function dot(row, weights) {
  return row.reduce((sum, value, place) => sum + value * get(weights, place), 0);
}

/**
 * @param {Numbers} values
 * @param {number} place
 * @returns {number}
 */
function get(values, place) {
  return values[place] ?? 0;
}
