/**
 * @file Sheets: the crops of several heads side by side in one square picture, which FaceMesh reads at once.
 *
 * Twin of sheets.py.
 *
 * FaceMesh's own detector, which costs more than the landmarks of a head, then looks once a sheet.
 */

/** @typedef {import("../maths/geometry.js").Points} Points */

/** Lays crops out in rows, and gives each of them the landmarks that were found in it. */
export class Sheets {
  #cropsASide;
  #cropPx;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#cropsASide = parameters.number("audience_sheet_crops");
    this.#cropPx = parameters.number("audience_crop_px");
  }

  /** Return how many heads a sheet holds. */
  get heads() {
    return this.#cropsASide ** 2;
  }

  /** Return the side to which a crop is enlarged. */
  get cropPx() {
    return this.#cropPx;
  }

  /** Return the side of a sheet. */
  get sidePx() {
    return this.#cropsASide * this.#cropPx;
  }

  /**
   * Return left and top of a crop in its sheet, in pixels.
   * @param {number} number
   * @returns {[left: number, top: number]}
   */
  place(number) {
    const column = number % this.#cropsASide;
    return [column * this.#cropPx, ((number - column) / this.#cropsASide) * this.#cropPx];
  }

  /**
   * Return each crop's landmarks in shares of the crop, empty where none are.
   *
   * Of two faces in one crop it gets the one nearer to its middle, for which it was cut: the other is a neighbour.
   * @param {...Points} faces landmarks in shares of the sheet
   * @returns {Points[]}
   */
  shareOut(...faces) {
    const crops = Array.from({ length: this.heads }, () => new Float64Array(0));
    const nearest = crops.map(() => Infinity);
    for (const face of faces) {
      const points = face.map((value) => value * this.#cropsASide);
      const [x, y] = [middle(points, 0), middle(points, 1)];
      const [column, row] = [Math.floor(x), Math.floor(y)];
      if (!(Math.min(column, row) >= 0 && Math.max(column, row) < this.#cropsASide)) continue;
      const number = row * this.#cropsASide + column;
      const distance = Math.abs(x - column - 0.5) + Math.abs(y - row - 0.5);
      if (distance >= (nearest[number] ?? 0)) continue;
      nearest[number] = distance;
      const corner = [column, row, 0];
      crops[number] = points.map((value, index) => value - (corner[index % 3] ?? 0));
    }
    return crops;
  }
}

/**
 * @param {Points} points
 * @param {0 | 1} axis
 */
function middle(points, axis) {
  let [least, most] = [Infinity, -Infinity];
  for (let index = axis; index < points.length; index += 3) {
    const value = points[index] ?? Number.NaN;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return (least + most) / 2;
}
