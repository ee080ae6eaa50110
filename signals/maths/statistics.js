/** @file Statistics that do not mind outliers: percentile, median and spread. Twin of statistics.py. */

/**
 * Return the percentile, linear between the two nearest of the sorted values; there must be one.
 * @param {number[]} values
 * @param {number} percent
 * @returns {number}
 */
export function percentile(values, percent) {
  const ordered = Float64Array.from(values).sort();
  const place = ((ordered.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const above = Math.min(below + 1, ordered.length - 1);
  const low = /** @type {number} */ (ordered[below]);
  const high = /** @type {number} */ (ordered[above]);
  return low + (high - low) * (place - below);
}

/**
 * Return the middle value, or the mean of the middle two.
 * @param {number[]} values
 * @returns {number}
 */
export function median(values) {
  return percentile(values, 50);
}

/**
 * Return the median absolute deviation from the median.
 * @param {number[]} values
 * @returns {number}
 */
export function medianDeviation(values) {
  const centre = median(values);
  return median(values.map((value) => Math.abs(value - centre)));
}
