/** @file Face tracker: runs the camera and the face worker together, restarts them, and says what is in the way. */

import { missingAbilities } from "./abilities.js";
import { Awaited } from "./awaited.js";
import { recallEngines, rememberEngine } from "./engine_memory.js";
import { Restarts } from "./restarts.js";
import { Camera, CameraError } from "./sources/camera.js";
import { StandingReason } from "./standing_reason.js";
import { Watchdog } from "./watchdog.js";

/** @typedef {import("../protocol/messages.js").Label} Label */
/** @typedef {import("./worker/messages.js").Aside} Aside */
/** @typedef {import("./worker/messages.js").ToWorker} ToWorker */
/** @typedef {import("./sources/camera.js").CameraTrouble} CameraTrouble */
/** @typedef {import("./worker/messages.js").Probabilities} Probabilities */
/** @typedef {import("./worker/messages.js").WorkerTrouble} WorkerTrouble */
/** @typedef {"asking" | "no-picture" | "slow" | "hung"} Wait troubles that end by themselves where an answer comes */
/** @typedef {CameraTrouble | WorkerTrouble | Wait} TrackerTrouble */

// FaceMesh resolves its own files beside the script, so the worker is served from where they are.
const WORKER_URL = "/vendor/face_mesh/face_worker.js";
const SILENCE_IS_UNKNOWN_S = 4;
const NO_PICTURE_IS_TROUBLE_S = 8;
const SILENCE_IS_TROUBLE_S = 30;
// What comes later is no longer about the moment.
const MEANS_WITHIN_MS = 5000;

/** @type {Label} */
const UNKNOWN = { state: "unknown", cues: [], alerts: [] };

const now_s = () => performance.now() / 1000;

export class FaceTracker {
  /**
   * @param {object} options
   * @param {HTMLVideoElement} options.video
   * @param {() => HTMLCanvasElement} options.freshCanvas a canvas over the video; each worker takes one for good
   * @param {string} options.camera the id of the one to use, empty for any
   * @param {import("../signals/contract/parameters.js").Settings} options.settings
   * @param {(label: Label, aside?: Aside) => void} options.onLabel
   * @param {(probabilities: Probabilities | null, restsSmiling: boolean) => void} options.onExpressions only while they are switched on
   * @param {(cost: import("./worker/messages.js").Cost) => void} options.onCost
   * @param {(told: import("./worker/messages.js").EngineMessage) => void} options.onEngine what finds the face, and why that
   * @param {(trouble: TrackerTrouble | null) => void} options.onTrouble null when it is over
   */
  constructor({ video, freshCanvas, camera, settings, onLabel, onExpressions, onCost, onEngine, onTrouble }) {
    this.freshCanvas = freshCanvas;
    this.settings = settings;
    this.onLabel = onLabel;
    this.onExpressions = onExpressions;
    this.onCost = onCost;
    this.onEngine = onEngine;
    this.expressions = false;
    /** @type {Omit<import("./worker/messages.js").PersonalMessage, "type">} */
    this.personal = { on: false, weights: null };
    this.meansAwaited = new Awaited(MEANS_WITHIN_MS);
    this.onTrouble = onTrouble;
    const hears = {
      onEnded: (/** @type {CameraTrouble} */ trouble) => this.#stop(trouble),
      onMuted: () => this.#unknown(),
      onAsking: () => this.onTrouble("asking"),
    };
    this.camera = new Camera(video, hears, camera);
    this.watchdog = new Watchdog({
      [SILENCE_IS_UNKNOWN_S]: () => this.#unknown(),
      [NO_PICTURE_IS_TROUBLE_S]: () => this.pictureless && this.onTrouble("no-picture"),
      [SILENCE_IS_TROUBLE_S]: () => this.pictureless || this.onTrouble(this.reporting ? "hung" : "slow"),
    });
    this.restarts = new Restarts();
    this.standing = new StandingReason();
    this.restart = 0;
    /** @type {Worker | null} */
    this.worker = null;
    this.on = false;
    this.worked = false;
    this.reporting = false;
    this.pictureless = false;
  }

  /** Open the camera, then the worker; what goes wrong comes through `onTrouble`. */
  async open() {
    this.close();
    this.on = true;
    this.worked = false;
    this.restarts = new Restarts();
    const missing = missingAbilities();
    if (missing.length === 0) return this.#look();
    return this.#fail({ trouble: "browser", message: `no ${missing.join(", ")}` });
  }

  /**
   * Go on with another camera, and the same worker: it learns anew, as the student is seen from elsewhere.
   * @param {string} id
   */
  async useCamera(id) {
    this.camera.wanted = id;
    if (this.on) await this.#look();
  }

  /**
   * Leave cues alone from the next frame on.
   * @param {import("../signals/contract/masks.js").MaskName[]} masked
   */
  mask(masked) {
    this.settings = { ...this.settings, masked };
    this.#tell({ type: "mask", masked });
  }

  /** Learn anew how the student looks at rest: the reports say `calibrating` until it is known. */
  recalibrate() {
    this.#tell({ type: "recalibrate" });
  }

  /** Switch camera and worker off. */
  close() {
    this.on = false;
    this.#closeWorker();
    this.camera.close();
  }

  /** @param {boolean} on whether the worker judges expressions, for this page alone */
  switchExpressions(on) {
    this.expressions = on;
    this.#tell({ type: "expressions", on });
  }

  /**
   * Follow the cue means from now on, for what the student says of themself.
   * @param {readonly number[] | null} weights of the student's own model, null where the room's rule tells
   */
  learn(weights) {
    this.personal = { on: true, weights };
    this.#tell({ type: "personal", ...this.personal });
  }

  /** @returns {Promise<number[] | null>} the cue means of the last seconds, null where too little was measured */
  means() {
    if (this.worker === null) return Promise.resolve(null);
    this.#tell({ type: "means" });
    return this.meansAwaited.next();
  }

  /** @returns {Promise<boolean>} whether it shows a picture now */
  async #openCamera() {
    try {
      return await this.camera.open();
    } catch (error) {
      if (!(error instanceof CameraError)) throw error;
      this.#stop(error.trouble);
      return false;
    }
  }

  async #look() {
    if (!(await this.#openCamera())) return;
    this.onTrouble(null);
    if (this.worker === null) this.#openWorker();
    else this.recalibrate();
  }

  #openWorker() {
    this.#closeWorker();
    this.onLabel({ state: "calibrating", cues: [], alerts: [] });
    const worker = new Worker(WORKER_URL);
    worker.addEventListener("message", ({ data }) => worker === this.worker && this.#hear(data));
    worker.addEventListener("error", () => worker === this.worker && this.#lose("worker"));
    this.worker = worker;
    this.watchdog.start();
  }

  #closeWorker() {
    window.clearTimeout(this.restart);
    this.watchdog.stop();
    this.worker?.terminate();
    this.worker = null;
    this.reporting = false;
    this.pictureless = false;
  }

  /**
   * What has worked is started again by itself, and learns anew: nothing measured ever left the worker. What never
   * worked would fail again, and is told at once.
   * @param {TrackerTrouble} trouble told where that is no use
   */
  #lose(trouble) {
    const wait_s = this.worked ? this.restarts.delay(now_s()) : null;
    if (wait_s === null) return this.#stop(trouble);
    this.#unknown();
    this.#closeWorker();
    this.restart = window.setTimeout(() => this.#openWorker(), wait_s * 1000);
    return undefined;
  }

  /** It had one, so another may be had: a driver that starts anew takes all there are, and gives new ones. */
  #loseContext() {
    this.worked = true;
    this.#lose("worker");
  }

  #unknown() {
    if (this.reporting) this.onLabel(UNKNOWN);
  }

  /**
   * @param {ToWorker} message
   * @param {Transferable[]} [handedOver] what this page can use no more
   */
  #tell(message, handedOver = []) {
    this.worker?.postMessage(message, handedOver);
  }

  /** @param {import("./worker/messages.js").FromWorker} message */
  #hear(message) {
    if (message.type === "awake") return this.#start();
    if (message.type === "failed") return this.#fail(message);
    if (message.type === "lost") return this.#loseContext();
    if (message.type === "report") return this.#report(message);
    if (message.type === "engine") return this.#noteEngine(message);
    if (message.type === "means") return this.meansAwaited.settle(message.means);
    if (message.type === "ready") this.#getGoing();
    if (message.type === "expressions")
      return this.onExpressions(message.probabilities, message.restsSmiling);
    this.#sendFrame();
  }

  /** @param {import("./worker/messages.js").EngineMessage} told */
  #noteEngine(told) {
    const { renderer, engine, times, reason } = told;
    // A contest that ends in a lost context ends in no choice: the next worker is not to begin it again.
    if (reason === "contest" || reason === "decided")
      rememberEngine(renderer, { engine, times }, reason === "decided");
    this.onEngine(told);
  }

  /** It hears what the student chose while it was not ready yet; the wait for its first report begins here. */
  #getGoing() {
    this.watchdog.start();
    this.switchExpressions(this.expressions);
    this.mask(this.settings.masked);
    if (this.personal.on) this.learn(this.personal.weights);
  }

  /** @param {{trouble: WorkerTrouble, message: string}} failure */
  #fail({ trouble, message }) {
    console.warn(`No face labels (${trouble}): ${message}`);
    this.#lose(trouble);
  }

  async #start() {
    const worker = this.worker;
    this.watchdog.start();
    try {
      const parameters = await fetchParameters();
      if (worker !== this.worker) return; // its successor takes the canvas over the picture
      const canvas = this.freshCanvas().transferControlToOffscreen();
      const { settings } = this;
      const known = recallEngines();
      this.#tell({ type: "start", parameters, settings, canvas, known }, [canvas]);
    } catch (error) {
      if (worker === this.worker) this.#fail({ trouble: "unloaded", message: String(error) });
    }
  }

  async #sendFrame() {
    const worker = this.worker;
    const picture = await this.camera.grab();
    if (worker !== this.worker) return picture?.close();
    this.pictureless = picture === null;
    return this.#tell({ type: "frame", picture, t_s: now_s() }, picture === null ? [] : [picture]);
  }

  /** @param {import("./worker/messages.js").LabelMessage} report */
  #report({ state, cues, alerts, progress, reason, cost }) {
    if (this.camera.muted) return; // of a picture that was on its way
    this.reporting = true;
    this.worked = true;
    this.watchdog.start();
    this.onTrouble(null);
    const standing = this.standing.update(reason, state, now_s());
    this.onLabel({ state, cues, alerts }, { progress, reason: standing });
    this.onCost(cost);
  }

  /** @param {TrackerTrouble} trouble */
  #stop(trouble) {
    this.close();
    this.onTrouble(trouble);
  }
}

/** The worker's policy lets it fetch nothing but FaceMesh, so the page hands the parameters in. */
async function fetchParameters() {
  const answer = await fetch(new URL("../signals/parameters.json", import.meta.url));
  return answer.json();
}
