/**
 * @file Counting: how many heads a picture shows and where they point, and what of it may be told.
 *
 * Twin of counting.py.
 */

/** @typedef {import("./direction.js").Direction} Direction */

export const DIRECTIONS = /** @type {const} */ (["towards", "away", "down", "unclear"]);

/** @typedef {Record<"seen" | Direction, number>} Counts */
/** @typedef {Record<"seen" | Direction, number | null>} Tellable null is what is not told */

/**
 * Return how many heads there are, and how many of each direction.
 * @param {Direction[]} directions
 * @returns {Counts}
 */
export function count(directions) {
  const [towards, away, down, unclear] = DIRECTIONS.map(
    (name) => directions.filter((direction) => direction === name).length,
  );
  return /** @type {Counts} */ ({ seen: directions.length, towards, away, down, unclear });
}

/**
 * Tells of the last pictures the one with their median of heads: one picture's numbers, which add up.
 *
 * Under the fewest heads that may be told it says nothing, and directions only where they are asked for.
 */
export class SteadyCount {
  #pictures;
  #fewest;
  #directions;
  #everyS;
  /** @type {Counts[]} */
  #last = [];

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {"count" | "direction"} [told] the count alone, or directions too
   */
  constructor(parameters, told = "count") {
    this.#pictures = parameters.number("audience_median_pictures");
    this.#fewest = parameters.number("audience_fewest");
    this.#directions = told === "direction";
    this.#everyS = parameters.number("audience_every_s");
  }

  /** Return how far apart pictures are. */
  get everyS() {
    return this.#everyS;
  }

  /**
   * Take the counts of a new picture; return what may be told now.
   * @param {Counts} counts
   * @returns {Tellable}
   */
  update(counts) {
    this.#last = [...this.#last, counts].slice(-this.#pictures);
    return this.#tellable(this.#medianPicture(counts));
  }

  /** @param {Counts} newest */
  #medianPicture(newest) {
    const ordered = this.#last.map(({ seen }) => seen).sort((one, other) => one - other);
    const middle = ordered[Math.floor((ordered.length - 1) / 2)];
    return [...this.#last].reverse().find(({ seen }) => seen === middle) ?? newest;
  }

  /**
   * @param {Counts} picture
   * @returns {Tellable}
   */
  #tellable(picture) {
    const seen = picture.seen >= this.#fewest ? picture.seen : null;
    if (!this.#directions || seen === null)
      return { seen, towards: null, away: null, down: null, unclear: null };
    return { ...picture, seen };
  }
}
