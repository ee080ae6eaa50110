/** @file Lazy loading of the face tracker: the camera's code is fetched when the student first uses a camera. */

import { late } from "../protocol/lazy_import.js";

/** @typedef {import("./camera/camera_side.js").CameraSide} CameraSide */
/** @typedef {import("../capture/face_tracker.js").TrackerTrouble} TrackerTrouble */

/** A room without camera never loads this. */
const cameraSide = late(() => import("./camera/camera_side.js"));

/** Troubles that a missing network explains. */
const MAY_BE_THE_LINE = ["worker", "unloaded"];

export class LazyTracker {
  /** @type {CameraSide | null} */
  side = null;
  /** Whether the camera is to open when the line is back. */
  #waits = false;
  #opening = {};

  /**
   * @param {object} options
   * @param {import("./session/session.js").Session} options.session
   * @param {(waits: boolean) => void} options.onWaiting whether what the camera needs cannot be fetched now
   * @param {(label: import("../protocol/messages.js").Label, aside?: import("../capture/worker/messages.js").Aside) => void} options.onLabel
   * @param {(trouble: TrackerTrouble | null) => void} options.onTrouble
   */
  constructor({ session, onWaiting, onLabel, onTrouble }) {
    this.session = session;
    this.onWaiting = onWaiting;
    this.onLabel = onLabel;
    this.onTrouble = onTrouble;
  }

  async open() {
    const opening = {};
    this.#opening = opening;
    this.#wait(!this.#reached);
    const { CameraSide } = await cameraSide((lost) => opening === this.#opening && this.#wait(lost));
    if (opening !== this.#opening) return; // closed, or opened again, meanwhile
    this.side ??= new CameraSide({
      session: this.session,
      onLabel: this.onLabel,
      onTrouble: (trouble) => this.#troubled(trouble),
    });
    this.#wait(false);
    await this.side.open();
  }

  close() {
    this.#opening = {};
    this.#wait(false);
    this.side?.close();
  }

  /** What could not be fetched can be now. */
  lineIsBack() {
    if (this.#waits) void this.open();
  }

  /** Whether the page's own server can be reached, as far as this device knows. */
  get #reached() {
    return navigator.onLine && this.session.online;
  }

  /** @param {boolean} waits */
  #wait(waits) {
    this.#waits = waits;
    this.onWaiting(waits);
  }

  /** @param {TrackerTrouble | null} trouble */
  #troubled(trouble) {
    if (trouble !== null && MAY_BE_THE_LINE.includes(trouble) && !this.#reached) this.#wait(true);
    else this.onTrouble(trouble);
  }
}
