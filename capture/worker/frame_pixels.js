/** @file Frame pixels: copies the pixels of a frame into the same memory for every frame of one size. */

export class FramePixels {
  /** @type {ImageData | null} */
  pixels = null;

  /**
   * @param {ImageBitmap | VideoFrame} picture which stays the caller's to close
   * @returns {Promise<ImageBitmap | ImageData>} good until the next call
   */
  async copy(picture) {
    if (!("copyTo" in picture)) return picture;
    const { width, height } = picture.visibleRect ?? { width: 0, height: 0 };
    if (this.pixels?.width !== width || this.pixels.height !== height)
      this.pixels = new ImageData(width, height);
    await picture.copyTo(this.pixels.data, { format: "RGBA" });
    return this.pixels;
  }
}
