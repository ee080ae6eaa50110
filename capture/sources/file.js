/** @file A video file of this device as a source of pictures: evenly spaced in its own time, none left out. */

/** @typedef {import("./camera_frames.js").Shot} Shot */

// Containers round a picture's time to the millisecond: at .0667 s the picture of .067 s is not there yet.
const CONTAINER_STEP_S = 0.001;

/** Raised where this browser cannot play the file. */
export class FileError extends Error {}

export class FileSource {
  /**
   * @param {HTMLVideoElement} video
   * @param {File} file
   * @param {number} framesPerSecond
   */
  constructor(video, file, framesPerSecond) {
    this.name = file.name;
    this.video = video;
    this.framesPerSecond = framesPerSecond;
    this.url = URL.createObjectURL(file);
    this.count = 0;
  }

  /** @throws {FileError} */
  open() {
    return this.#until("loadeddata", () => {
      this.video.src = this.url;
    });
  }

  /**
   * @returns {Promise<Shot | null>} null at the end
   * @throws {FileError}
   */
  async next() {
    const t_s = this.count / this.framesPerSecond;
    if (t_s >= this.video.duration) return null;
    await this.#until("seeked", () => {
      this.video.currentTime = t_s + CONTAINER_STEP_S;
    });
    // A browser's own recordings do not know how long they are until they were sought to their end.
    if (this.video.currentTime < t_s - CONTAINER_STEP_S) return null;
    this.count += 1;
    return { picture: await createImageBitmap(this.video), t_s };
  }

  close() {
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.url);
  }

  /**
   * @param {"loadeddata" | "seeked"} event
   * @param {() => void} act what leads to it
   */
  async #until(event, act) {
    const over = new AbortController();
    const { signal } = over;
    const happened = new Promise((resolve, reject) => {
      this.video.addEventListener(event, resolve, { signal });
      const fail = () => reject(new FileError(`${this.name} cannot be played by this browser.`));
      this.video.addEventListener("error", fail, { signal });
    });
    act();
    await happened.finally(() => over.abort());
  }
}
