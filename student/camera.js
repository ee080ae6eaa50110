/** @file The camera: opens it, says in one word why it cannot, and hands out single frames. */

/** @typedef {"insecure" | "refused" | "missing" | "busy" | "unplugged"} CameraTrouble */

const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } };

/** @type {Record<string, CameraTrouble>} */
const TROUBLES = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
};

/** Raised when the camera cannot be opened. */
export class CameraError extends Error {
  /** @param {CameraTrouble} trouble */
  constructor(trouble) {
    super(`The camera cannot be opened: ${trouble}.`);
    this.trouble = trouble;
  }
}

export class Camera {
  /**
   * @param {HTMLVideoElement} video where the student sees themself
   * @param {(trouble: CameraTrouble) => void} onEnded unplugged, or busy where there never was a picture
   * @param {string} [wanted] the camera's id, where the student chose one that may be here
   */
  constructor(video, onEnded, wanted = "") {
    this.video = video;
    this.onEnded = onEnded;
    this.wanted = wanted;
    /** @type {MediaStream | null} */
    this.stream = null;
    this.grabbedAtS = -1;
    this.closings = 0;
    this.pictured = false;
    video.addEventListener("loadeddata", () => (this.pictured = true));
  }

  /**
   * @returns {Promise<boolean>} false where the camera was closed again before the student's answer came
   * @throws {CameraError}
   */
  async open() {
    this.close();
    const { closings } = this;
    try {
      const stream = await askForStream(this.wanted);
      if (closings !== this.closings) return stopTracks(stream);
      this.#show(stream);
      return true;
    } catch (error) {
      if (closings !== this.closings) return false;
      throw error;
    }
  }

  /** @param {MediaStream} stream */
  #show(stream) {
    this.stream = stream;
    this.pictured = false;
    // A device that another program holds may end its track only after it was handed out.
    const end = () => this.stream === stream && this.onEnded(this.pictured ? "unplugged" : "busy");
    for (const track of stream.getVideoTracks()) track.addEventListener("ended", end);
    this.video.srcObject = stream;
    this.video.play().catch(() => {}); // closed again before it began
  }

  /** @returns {string} the id of the camera in use, empty where none is */
  get current() {
    return this.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
  }

  /** Switch the camera off, its light too. */
  close() {
    const { stream } = this;
    this.stream = null;
    this.closings += 1;
    if (stream !== null) stopTracks(stream);
    this.video.srcObject = null;
  }

  /**
   * A tab in the background may be shown the same picture for ever: that is no picture of this moment, and a
   * student is not still because the browser is.
   * @returns {Promise<ImageBitmap | null>} the picture of this moment, or null where there is none, or no new one
   */
  async grab() {
    if (this.stream === null || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const { currentTime } = this.video;
    if (currentTime === this.grabbedAtS) return null;
    this.grabbedAtS = currentTime;
    return createImageBitmap(this.video).catch(() => null);
  }
}

/** @param {MediaStream} stream */
function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop();
  return false;
}

/** @param {string} wanted a camera that is gone since is none to insist on */
async function askForStream(wanted) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("insecure");
  const asked = wanted === "" ? ask(PICTURE) : ask({ ...PICTURE, deviceId: { exact: wanted } });
  const stream = await asked
    .catch((error) => (error.name === "OverconstrainedError" ? ask(PICTURE) : Promise.reject(error)))
    .catch((error) => {
      throw new CameraError(TROUBLES[error.name] ?? "busy");
    });
  if (stream.getVideoTracks()[0]?.readyState !== "live") throw new CameraError("busy");
  return stream;
}

/** @param {MediaTrackConstraints} video */
function ask(video) {
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}
