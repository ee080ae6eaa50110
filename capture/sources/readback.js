/**
 * @file Readback: whether a script of this browser reads pictures as they are. Protection against fingerprinting may blank
 * them or add noise; then nobody is found in them, or somebody else than is there.
 */

const SIDE_PX = 16;
const CHANNELS = 4;
const LARGEST = 255;
// Noise of one or two steps in some channels moves no landmark; blank or random pictures differ by eighty and more.
const BEARABLE = 8;

/** @typedef {[red: number, green: number, blue: number]} Colour */

/** @returns {number} how far, of 255, what is read differs from what was drawn: the larger mean of both kinds of canvas */
export function readbackError() {
  return Math.max(meanDifference(readDrawn()), meanDifference(readRendered()));
}

/** @param {number} error */
export const isUnbearable = (error) => error > BEARABLE;

/**
 * @param {number} row
 * @returns {Colour} far apart from row to row, so that no even picture comes near all of them
 */
function colourOf(row) {
  const share = row / (SIDE_PX - 1);
  return [Math.round(LARGEST * share), row % 2 === 0 ? 0 : LARGEST, Math.round(LARGEST * (1 - share))];
}

/** @param {Uint8ClampedArray | Uint8Array | null} pixels null where this browser has no such canvas */
function meanDifference(pixels) {
  if (pixels === null) return 0;
  let sum = 0;
  for (let pixel = 0; pixel < SIDE_PX * SIDE_PX; pixel += 1) {
    const colour = colourOf(Math.floor(pixel / SIDE_PX));
    colour.forEach((value, channel) => {
      sum += Math.abs(value - (pixels[pixel * CHANNELS + channel] ?? 0));
    });
  }
  return sum / (SIDE_PX * SIDE_PX * 3);
}

/** As the brightness of a picture is read. */
function readDrawn() {
  const context = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  for (let row = 0; row < SIDE_PX; row += 1) {
    context.fillStyle = `rgb(${colourOf(row).join(" ")})`;
    context.fillRect(0, row, SIDE_PX, 1);
  }
  return context.getImageData(0, 0, SIDE_PX, SIDE_PX).data;
}

/** As FaceMesh reads a picture. */
function readRendered() {
  const context = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext("webgl2");
  if (context === null) return null;
  context.enable(context.SCISSOR_TEST);
  for (let row = 0; row < SIDE_PX; row += 1) {
    const [red, green, blue] = colourOf(row);
    context.scissor(0, row, SIDE_PX, 1);
    context.clearColor(red / LARGEST, green / LARGEST, blue / LARGEST, 1);
    context.clear(context.COLOR_BUFFER_BIT);
  }
  const pixels = new Uint8Array(SIDE_PX * SIDE_PX * CHANNELS);
  context.readPixels(0, 0, SIDE_PX, SIDE_PX, context.RGBA, context.UNSIGNED_BYTE, pixels);
  return pixels;
}
