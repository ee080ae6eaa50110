/** @file The camera as a source of pictures: each picture once, at the time it came. */

import { Camera, CameraError } from "./camera.js";

/** @typedef {{picture: ImageBitmap | VideoFrame, t_s: number}} Shot */

export class CameraSource {
  name = "camera";

  /**
   * @param {HTMLVideoElement} video
   * @param {() => void} onUnplugged
   */
  constructor(video, onUnplugged) {
    this.video = video;
    this.camera = new Camera(video, { onEnded: onUnplugged });
    this.began_ms = performance.now();
  }

  /** @throws {CameraError} */
  async open() {
    if (!(await this.camera.open())) throw new CameraError("busy");
  }

  /** @returns {Promise<Shot>} the next picture, as soon as there is one */
  async next() {
    await new Promise((resolve) => this.video.requestVideoFrameCallback(resolve));
    const t_s = (performance.now() - this.began_ms) / 1000;
    const picture = await this.camera.grab();
    return picture === null ? this.next() : { picture, t_s };
  }

  close() {
    this.camera.close();
  }
}
