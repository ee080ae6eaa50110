/** @file The camera: opens it, says in one word why it cannot, and hands out single frames. */

import { grab } from "./frame_grab.js";

/** @typedef {"insecure" | "refused" | "missing" | "busy" | "unplugged"} CameraTrouble */

const ASKING_IS_TOLD_MS = 3000;
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

/** @typedef {{wanted: string, stream: Promise<MediaStream>, lastFor: number}} Asked `lastFor`: who waits for it last */

export class Camera {
  /**
   * @param {HTMLVideoElement} video where the student sees themself
   * @param {object} hears
   * @param {(trouble: CameraTrouble) => void} hears.onEnded unplugged, or busy where there never was a picture
   * @param {() => void} [hears.onMuted] the system gives no picture for a while: another program, a call, a key
   * @param {() => void} [hears.onAsking] the browser's question, or the device, has not answered for a while
   * @param {string} [wanted] the camera's id, where the student chose one that may be here
   * @param {MediaTrackConstraints} [picture] what size and rate to ask for
   */
  constructor(video, { onEnded, onMuted, onAsking }, wanted = "", picture = PICTURE) {
    this.video = video;
    this.onEnded = onEnded;
    this.onMuted = onMuted;
    this.onAsking = onAsking;
    this.wanted = wanted;
    this.picture = picture;
    /** @type {MediaStream | null} */
    this.stream = null;
    /** @type {Asked | null} */
    this.asked = null;
    this.muted = false;
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
    const asked = this.#ask();
    asked.lastFor = closings;
    const waiting = setTimeout(() => closings === this.closings && this.onAsking?.(), ASKING_IS_TOLD_MS);
    try {
      const stream = await asked.stream;
      if (closings === this.closings) return this.#show(stream);
      // Whoever waits for the same answer after this one needs the stream.
      return asked.lastFor === closings ? stopTracks(stream) : false;
    } catch (error) {
      if (closings !== this.closings) return false;
      throw error;
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Ask for the camera, once: a second question would only stand behind the first, until that is answered. */
  #ask() {
    const { wanted } = this;
    if (this.asked?.wanted === wanted) return this.asked;
    /** @type {Asked} */
    const asked = { wanted, stream: askForStream(wanted, this.picture), lastFor: 0 };
    const answered = () => {
      if (this.asked === asked) this.asked = null;
    };
    asked.stream.then(answered, answered);
    this.asked = asked;
    return asked;
  }

  /** @param {MediaStream} stream */
  #show(stream) {
    this.stream = stream;
    this.pictured = false;
    for (const track of stream.getVideoTracks()) this.#listen(stream, track);
    this.video.srcObject = stream;
    this.#play();
    return true;
  }

  /**
   * @param {MediaStream} stream
   * @param {MediaStreamTrack} track
   */
  #listen(stream, track) {
    const unlessOld = (/** @type {() => void} */ act) => () => this.stream === stream && act();
    // A device that another program holds may end its track only after it was handed out.
    const end = unlessOld(() => this.onEnded(this.pictured ? "unplugged" : "busy"));
    const mute = unlessOld(() => this.#mute(true));
    const unmute = unlessOld(() => this.#mute(false));
    track.addEventListener("ended", end);
    track.addEventListener("mute", mute);
    track.addEventListener("unmute", unmute);
    this.muted = track.muted;
  }

  /** @param {boolean} muted */
  #mute(muted) {
    this.muted = muted;
    if (muted) this.onMuted?.();
  }

  #play() {
    this.video.play().catch(() => {}); // closed again before it began, or still refused: the next grab asks again
  }

  /** @returns {string} the id of the camera in use, empty where none is */
  get current() {
    return this.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? "";
  }

  /** Switch the camera off, its light too. */
  close() {
    const { stream } = this;
    this.stream = null;
    this.muted = false;
    this.closings += 1;
    if (stream !== null) stopTracks(stream);
    this.video.srcObject = null;
  }

  /**
   * A tab in the background may be shown the same picture for ever: that is no picture of this moment, and a
   * student is not still because the browser is. A muted track may be black, and nobody is absent because of that.
   * @returns {Promise<VideoFrame | ImageBitmap | null>} the picture of now, or null where there is none, or no new one
   */
  async grab() {
    if (this.stream === null || this.muted) return null;
    // Whoever paused it, the system for a call or the browser to save power: the student did not, and `close` is no pause.
    if (this.video.paused) this.#play();
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    const { currentTime } = this.video;
    if (currentTime === this.grabbedAtS) return null;
    this.grabbedAtS = currentTime;
    return grab(this.video);
  }
}

/** @param {MediaStream} stream */
function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop();
  return false;
}

/**
 * @param {string} wanted a camera that is gone since is none to insist on
 * @param {MediaTrackConstraints} picture
 */
async function askForStream(wanted, picture) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError("insecure");
  const asked = wanted === "" ? ask(picture) : ask({ ...picture, deviceId: { exact: wanted } });
  const stream = await asked
    .catch((error) => (error.name === "OverconstrainedError" ? ask(picture) : Promise.reject(error)))
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
