/** @file Mean luma of a picture, 0 (black) to 255 (white), from a thumbnail of it. */

const WIDTH_PX = 32;
const HEIGHT_PX = 24;
// ITU-R BT.601, the weights that cameras' own luma uses.
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

const context = new OffscreenCanvas(WIDTH_PX, HEIGHT_PX).getContext("2d", { willReadFrequently: true });

/**
 * @param {ImageBitmap} picture
 * @returns {number | null} null where this browser gives a worker no 2-D canvas
 */
export function meanLuma(picture) {
  if (context === null) return null;
  context.drawImage(picture, 0, 0, WIDTH_PX, HEIGHT_PX);
  const { data } = context.getImageData(0, 0, WIDTH_PX, HEIGHT_PX);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4)
    sum += RED * (data[i] ?? 0) + GREEN * (data[i + 1] ?? 0) + BLUE * (data[i + 2] ?? 0);
  return sum / (WIDTH_PX * HEIGHT_PX);
}
