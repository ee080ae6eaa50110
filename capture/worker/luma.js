/** @file Mean luma of a picture, 0 (black) to 255 (white), from a thumbnail or some of its pixels. */

const WIDTH_PX = 32;
const HEIGHT_PX = 24;
const RGBA_BYTES = 4;
// ITU-R BT.601, the weights that cameras' own luma uses.
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

const context = new OffscreenCanvas(WIDTH_PX, HEIGHT_PX).getContext("2d", { willReadFrequently: true });

// Of a picture whose pixels are at hand; no divisor of a usual width, so that the columns take turns.
const STEP_PX = 7;

/**
 * @param {ImageBitmap | ImageData} picture
 * @returns {number | null} null where this browser gives a worker no 2-D canvas
 */
export function meanLuma(picture) {
  if ("data" in picture) return mean(picture.data, STEP_PX);
  if (context === null) return null;
  context.drawImage(picture, 0, 0, WIDTH_PX, HEIGHT_PX);
  return mean(context.getImageData(0, 0, WIDTH_PX, HEIGHT_PX).data, 1);
}

/**
 * @param {Uint8ClampedArray} data red, green, blue and alpha of each pixel
 * @param {number} step_px
 */
function mean(data, step_px) {
  const step = step_px * RGBA_BYTES;
  let sum = 0;
  for (let i = 0; i < data.length; i += step)
    sum += RED * (data[i] ?? 0) + GREEN * (data[i + 1] ?? 0) + BLUE * (data[i + 2] ?? 0);
  return sum / Math.ceil(data.length / step);
}
