/** @file Recording: a local video or sound file, played from the device, its length, and a code read from its picture. */

import { late, loadScript } from "../../protocol/lazy_import.js";
import { containerFacts } from "./alignment/containers.js";

/** @typedef {import("jsqr").default} ReadQr */

/** Fetched before a file is opened: from then on this page asks for nothing. */
export const loadQrReader = late(() => loadScript("/vendor/jsQR.js"));

/** Wide enough for a code of a sixth of the picture's height, and quick to look through. */
const LOOK_WIDTH_PX = 640;
const READ_WITHIN_MS = 20_000;
/** A browser that is asked for the frame it shows already tells of no new one. */
const SHOWN_WITHIN_MS = 500;
/** A browser asked to go there goes to the end, and then knows how long a live recording is. */
const FAR_S = 1e7;

/** Owns the file's address, and a player nobody sees, for looking through it. */
export class Recording {
  durationS = 0;
  isPlayable = false;
  /** @type {number | null} */
  createdMs = null;

  /** @param {File} file */
  constructor(file) {
    this.file = file;
    this.address = URL.createObjectURL(file);
    this.scout = document.createElement("video");
    this.scout.muted = true;
    this.scout.preload = "auto";
    this.canvas = document.createElement("canvas");
  }

  /** @returns {Promise<boolean>} whether anything is known of its time: its length, at least */
  async open() {
    const facts = await containerFacts((offset, length) => this.#read(offset, length), this.file.size);
    this.createdMs = facts.createdMs;
    this.isPlayable = await this.#load();
    this.durationS = this.isPlayable ? await this.#length() : (facts.durationS ?? 0);
    return this.durationS > 0;
  }

  get hasPicture() {
    return this.scout.videoWidth > 0;
  }

  /** @returns {string} such as `2026-01-15 09.00.12 Maths`, where the browser was given a whole folder */
  get folder() {
    return this.file.webkitRelativePath.split("/").slice(0, -1).join("/");
  }

  close() {
    this.scout.removeAttribute("src");
    this.scout.load();
    URL.revokeObjectURL(this.address);
  }

  /**
   * @param {number} videoS
   * @returns {Promise<string>} what a QR code in this frame says, empty where there is none
   */
  async look(videoS) {
    const moved = happened(this.scout, "seeked");
    const shown = nextFrame(this.scout);
    this.scout.currentTime = videoS;
    if (!(await moved)) return "";
    // A busy browser has moved before its picture has: until then the one before is drawn.
    await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, SHOWN_WITHIN_MS))]);
    const scale = Math.min(1, LOOK_WIDTH_PX / this.scout.videoWidth);
    const [width, height] = [this.scout.videoWidth, this.scout.videoHeight].map((px) =>
      Math.round(px * scale),
    );
    if (!width || !height) return "";
    Object.assign(this.canvas, { width, height });
    const pen = this.canvas.getContext("2d", { willReadFrequently: true });
    pen?.drawImage(this.scout, 0, 0, width, height);
    const pixels = pen?.getImageData(0, 0, width, height).data;
    return pixels === undefined
      ? ""
      : (qrReader()(pixels, width, height, { inversionAttempts: "dontInvert" })?.data ?? "");
  }

  /**
   * @param {number} offset
   * @param {number} length
   */
  async #read(offset, length) {
    return new Uint8Array(await this.file.slice(offset, offset + length).arrayBuffer());
  }

  async #load() {
    const loaded = happened(this.scout, "loadeddata");
    this.scout.src = this.address;
    return loaded;
  }

  async #length() {
    if (Number.isFinite(this.scout.duration)) return this.scout.duration;
    // A recording that was streamed to the disk does not say how long it is.
    const moved = happened(this.scout, "seeked");
    this.scout.currentTime = FAR_S;
    await moved;
    return Number.isFinite(this.scout.duration) ? this.scout.duration : this.scout.currentTime;
  }
}

/** What the library's script leaves behind. */
function qrReader() {
  return /** @type {{jsQR: ReadQr}} */ (/** @type {unknown} */ (globalThis)).jsQR;
}

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<unknown>} when its next frame is there to be drawn; at once where a browser cannot tell
 */
function nextFrame(video) {
  if (!("requestVideoFrameCallback" in video)) return Promise.resolve();
  return new Promise((resolve) => video.requestVideoFrameCallback(resolve));
}

/**
 * @param {HTMLMediaElement} media
 * @param {string} event
 * @returns {Promise<boolean>} false where it fails instead, or does not answer
 */
function happened(media, event) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), READ_WITHIN_MS);
    const onEvent = () => done(true);
    const onError = () => done(false);
    media.addEventListener(event, onEvent);
    media.addEventListener("error", onError);
    /** @param {boolean} well */
    function done(well) {
      clearTimeout(timer);
      media.removeEventListener(event, onEvent);
      media.removeEventListener("error", onError);
      resolve(well);
    }
  });
}
