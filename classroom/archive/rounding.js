/** @file Rounding and banding (statistical disclosure control), the twin of library/archive/rounding.py: shares in steps of 5 %, and bands in place of counts. */

/** @typedef {typeof BANDS[number]} Band */

/** Of fewer people nothing is kept. */
export const FEWEST = 5;
const STEP = 5;
/** The ends are open: 5 is at most 5 %, and 95 at least 95 %. None and all would tell of each. */
export const LOWEST = 5;
export const HIGHEST = 95;
export const BANDS = /** @type {const} */ (["5-9", "10-14", "15-19", "20-29", "30-49", "50-99", "100+"]);
const BAND_BEGINS = [5, 10, 15, 20, 30, 50, 100];

/**
 * @param {number} share from 0 to 1
 * @returns {number} in steps of 5 %, coded at the ends
 */
export function shareCode(share) {
  const steps = Math.floor((share * 100) / STEP + 0.5);
  return Math.min(HIGHEST, Math.max(LOWEST, steps * STEP));
}

/**
 * @param {number} people
 * @returns {Band | null} null for fewer than five
 */
export function bandOf(people) {
  return BANDS[BAND_BEGINS.filter((begins) => people >= begins).length - 1] ?? null;
}

/**
 * @param {Band} band
 * @returns {number} the fewest people that it stands for
 */
export function beginOf(band) {
  return BAND_BEGINS[BANDS.indexOf(band)] ?? 0;
}
