/**
 * @file Merging: non-maximum suppression of what overlapping tiles found, so that each face counts once.
 *
 * Twin of merging.py.
 */

/** @typedef {import("./tiles.js").Tile} Tile */
/** @typedef {[left: number, top: number, width: number, height: number]} Box a face, in pixels of the picture */

/** Keeps of each face the box that was seen best: whole, and in the tile where it is largest. */
export class Merging {
  #near;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#near = parameters.number("audience_same_face");
  }

  /**
   * Return one box for each face, the best seen first.
   * @param {[Box, Tile][]} found
   * @returns {Box[]}
   */
  merge(found) {
    /** @type {Box[]} */
    const kept = [];
    for (const { box } of found.map(ranked).sort(byRank))
      if (!kept.some((other) => this.#isSame(box, other))) kept.push(box);
    return kept;
  }

  /**
   * Return whether the middles are nearer than two heads beside or above each other can be.
   * @param {Box} box
   * @param {Box} other
   */
  #isSame([left, top, width, height], [x, y, otherWidth, otherHeight]) {
    const aside = Math.abs(left + width / 2 - (x + otherWidth / 2));
    const above = Math.abs(top + height / 2 - (y + otherHeight / 2));
    return (
      aside < this.#near * Math.max(width, otherWidth) && above < this.#near * Math.max(height, otherHeight)
    );
  }
}

/** @param {[Box, Tile]} found */
function ranked([box, [x, y, side]]) {
  const [left, top, width, height] = box;
  const margin = Math.min(left - x, top - y, x + side - left - width, y + side - top - height);
  return { box, rank: [margin >= 0 ? 0 : 1, side, -margin, top, left] };
}

/**
 * @param {{rank: number[]}} one
 * @param {{rank: number[]}} other
 */
function byRank(one, other) {
  const at = one.rank.findIndex((value, place) => value !== other.rank[place]);
  return at === -1 ? 0 : (one.rank[at] ?? 0) - (other.rank[at] ?? 0);
}
