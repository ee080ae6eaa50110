/**
 * @file Tiles: the overlapping squares in which a picture of many people is searched for faces.
 *
 * Twin of tiles.py.
 */

/**
 * Left, top and side of a square, in pixels of the picture; where the picture is smaller, it goes beyond.
 * @typedef {[left: number, top: number, side: number]} Tile
 */

/** Cuts pictures into squares of several sizes, as the detector finds faces of 6 to 50% of its input. */
export class Tiles {
  #sidesPx;
  #overlap;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#sidesPx = parameters.points("audience_tile_sides_px");
    this.#overlap = parameters.number("audience_tile_overlap");
  }

  /**
   * Return the tiles of a picture, the smallest first, in the order of reading.
   * @param {number} width
   * @param {number} height
   * @returns {Tile[]}
   */
  cut(width, height) {
    return this.#sidesPx.flatMap((side) =>
      this.#starts(height, side).flatMap((top) =>
        this.#starts(width, side).map((left) => /** @type {Tile} */ ([left, top, side])),
      ),
    );
  }

  /**
   * Return where tiles begin along one side of the picture: evenly, and as few as overlap enough.
   * @param {number} length
   * @param {number} side
   */
  #starts(length, side) {
    if (length <= side) return [0];
    const steps = Math.ceil((length - side) / Math.floor(side * (1 - this.#overlap)));
    return Array.from({ length: steps + 1 }, (_, step) => Math.floor((step * (length - side)) / steps));
  }
}
