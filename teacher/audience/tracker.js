/** @file Audience tracker: runs the camera and the counting worker together, and says what is in the way. */

import { missingAbilities } from "../../capture/abilities.js";
import { Camera, CameraError } from "../../capture/sources/camera.js";

/** @typedef {import("../../capture/audience/messages.js").FromAudienceWorker} FromAudienceWorker */
/** @typedef {import("../../capture/audience/messages.js").ToAudienceWorker} ToAudienceWorker */
/** @typedef {import("../../capture/audience/messages.js").CountedMessage} CountedMessage */
/** @typedef {import("../../capture/audience/messages.js").Area} Area */
/** @typedef {import("../../capture/sources/camera.js").CameraTrouble | import("../../capture/worker/messages.js").WorkerTrouble} AudienceTrouble */

// The libraries resolve their own files beside the script, so the worker is served from where they are.
const WORKER_URL = "/vendor/face_detection/audience_worker.js";
// Heads are small: every pixel of the camera counts, and a picture a second is more than is looked at.
const PICTURE = { width: { ideal: 1920 }, height: { ideal: 1080 }, frameRate: { ideal: 5 } };
// Of a worker that lost its graphics, how often another is tried.
const RESTARTS = 3;

export class AudienceTracker {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Area[]} */
  #areas = [];
  #restarts = 0;
  #on = false;

  /**
   * @param {object} options
   * @param {HTMLVideoElement} options.video
   * @param {() => HTMLCanvasElement} options.freshCanvas a canvas over the video; each worker takes one for good
   * @param {import("../../protocol/room_code.js").RoomCamera} options.told
   * @param {(counted: CountedMessage) => void} options.onCounted
   * @param {(on: boolean) => void} options.onLamp whether the camera is on
   * @param {(trouble: AudienceTrouble | null) => void} options.onTrouble
   */
  constructor({ video, freshCanvas, told, onCounted, onLamp, onTrouble }) {
    this.freshCanvas = freshCanvas;
    this.told = told;
    this.onCounted = onCounted;
    this.onLamp = onLamp;
    this.onTrouble = onTrouble;
    const onEnded = (/** @type {AudienceTrouble} */ trouble) => this.#fail(trouble);
    this.camera = new Camera(video, { onEnded }, "", PICTURE);
  }

  /** Open the camera, then the worker; what goes wrong comes through `onTrouble`. */
  async open() {
    this.close();
    if (missingAbilities().length > 0) return this.#fail("browser");
    this.#on = true;
    this.#restarts = 0;
    this.onTrouble(null);
    if (await this.#openCamera()) this.#openWorker();
  }

  /** @param {string} id of another camera, to go on with */
  async useCamera(id) {
    this.camera.wanted = id;
    if (this.#on) await this.#openCamera();
  }

  /** @param {Area[]} areas that do not count, from the next picture on */
  leaveOut(areas) {
    this.#areas = areas;
    this.#tell({ type: "areas", areas });
  }

  /** Switch camera and worker off. */
  close() {
    this.#on = false;
    this.#worker?.terminate();
    this.#worker = null;
    this.camera.close();
    this.onLamp(false);
  }

  /** @returns {Promise<boolean>} whether it shows a picture now */
  async #openCamera() {
    try {
      const opened = await this.camera.open();
      if (opened) this.onLamp(true);
      return opened;
    } catch (error) {
      if (!(error instanceof CameraError)) throw error;
      this.#fail(error.trouble);
      return false;
    }
  }

  #openWorker() {
    this.#worker?.terminate();
    const worker = new Worker(WORKER_URL);
    worker.addEventListener("message", ({ data }) => worker === this.#worker && void this.#hear(data));
    worker.addEventListener("error", () => worker === this.#worker && this.#fail("worker"));
    this.#worker = worker;
  }

  /** @param {FromAudienceWorker} told */
  async #hear(told) {
    if (told.type === "awake") await this.#start();
    else if (told.type === "next") await this.#frame();
    else if (told.type === "counted") this.onCounted(told);
    else if (told.type === "failed") this.#fail(told.trouble);
    else if (told.type === "lost") this.#restart();
  }

  async #start() {
    const parameters = await fetch("/signals/parameters.json")
      .then((answer) => answer.json())
      .catch(() => null);
    if (parameters === null) return this.#fail("unloaded");
    const canvas = this.freshCanvas().transferControlToOffscreen();
    this.#tell({ type: "start", parameters, told: this.told, canvas }, [canvas]);
    return this.#tell({ type: "areas", areas: this.#areas });
  }

  async #frame() {
    const picture = await this.camera.grab().catch(() => null);
    this.#tell({ type: "frame", picture }, picture === null ? [] : [picture]);
  }

  /**
   * @param {ToAudienceWorker} message
   * @param {Transferable[]} [transferred]
   */
  #tell(message, transferred = []) {
    this.#worker?.postMessage(message, transferred);
  }

  #restart() {
    this.#restarts += 1;
    if (this.#restarts > RESTARTS) this.#fail("webgl");
    else this.#openWorker();
  }

  /** @param {AudienceTrouble} trouble */
  #fail(trouble) {
    this.close();
    this.onTrouble(trouble);
  }
}
