/** @file Marks: draws a rectangle around each head that counts, on the canvas over the picture and nowhere else. */

/** @typedef {import("../../signals/audience/merging.js").Box} Box */
/** @typedef {import("../../signals/audience/direction.js").Direction} Direction */

const COLOUR = "rgb(255 48 48)";
const EDGE = "rgb(0 0 0 / 70%)";
const LINE_SHARE = 1 / 420;
// In line widths: what a head says is told by the line's pattern, as colours alone would not be by everybody.
/** @type {Record<Direction, number[]>} */
const DASHES = { towards: [], away: [6, 4], down: [2, 3], unclear: [1, 5] };

export class Marks {
  /** @param {OffscreenCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  /**
   * @param {Box[]} boxes
   * @param {Direction[]} directions
   * @param {{width: number, height: number}} picture
   */
  draw(boxes, directions, { width, height }) {
    if (this.context === null) return;
    Object.assign(this.canvas, { width, height }); // also clears it
    const line = Math.max(1, width * LINE_SHARE);
    for (const [style, times] of /** @type {const} */ ([
      [EDGE, 2],
      [COLOUR, 1],
    ])) {
      this.context.strokeStyle = style;
      this.context.lineWidth = line * times;
      for (const [place, box] of boxes.entries()) {
        const dashes = DASHES[directions[place] ?? "towards"];
        this.context.setLineDash(dashes.map((length) => length * line));
        this.context.strokeRect(...box);
      }
    }
  }
}
