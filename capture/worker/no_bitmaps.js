/** @file No bitmaps: spares MediaPipe's libraries the picture that they hand out with what they found in it. */

/**
 * Each draws what it was given once more and copies it into an ImageBitmap, at which nobody here looks: without a
 * graphics chip a seventh of the time of a tile of the audience, and a fourteenth of that of a student's picture.
 */
export function sparePictures() {
  Object.assign(OffscreenCanvas.prototype, { transferToImageBitmap: () => null });
}
