/** @file Overlay: draws the outline of the face on the canvas over the student's self-view. */

/** @typedef {number[][]} Face 478 points, x and y in shares of the picture */
/** @typedef {number[][]} Strokes pairs of point numbers */

const COLOUR = "rgb(255 255 255 / 85%)";
const LINE_SHARE = 1 / 240;

export class Overlay {
  /**
   * @param {OffscreenCanvas} canvas
   * @param {Strokes} strokes which points to join
   */
  constructor(canvas, strokes) {
    this.canvas = canvas;
    this.strokes = strokes;
    this.context = canvas.getContext("2d");
  }

  /**
   * @param {Face[]} faces
   * @param {{width: number, height: number}} picture
   */
  draw(faces, { width, height }) {
    if (this.context === null) return;
    Object.assign(this.canvas, { width, height }); // also clears it
    this.context.strokeStyle = COLOUR;
    this.context.lineWidth = width * LINE_SHARE;
    this.context.lineCap = "round";
    for (const face of faces) this.#trace(this.context, face);
  }

  /**
   * @param {OffscreenCanvasRenderingContext2D} context
   * @param {Face} face
   */
  #trace(context, face) {
    const { width, height } = this.canvas;
    context.beginPath();
    for (const [from = 0, to = 0] of this.strokes) {
      const [x0 = 0, y0 = 0] = face[from] ?? [];
      const [x1 = 0, y1 = 0] = face[to] ?? [];
      context.moveTo(x0 * width, y0 * height);
      context.lineTo(x1 * width, y1 * height);
    }
    context.stroke();
  }
}
