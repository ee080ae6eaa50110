/** @file Sight: camera and worker together, from a frame to a label, and what stands in the way of it. */

import { missingAbilities } from "./abilities.js";
import { Camera, CameraError } from "./camera.js";
import { recallEngines, rememberEngine } from "./engine_memory.js";
import { Patience } from "./patience.js";

/** @typedef {import("./journal.js").Label} Label */
/** @typedef {import("./camera.js").CameraTrouble} CameraTrouble */
/** @typedef {import("../signals/expressions.js").Probabilities} Probabilities */
/** @typedef {import("./failure.js").WorkerTrouble} WorkerTrouble */
/** @typedef {CameraTrouble | WorkerTrouble | "slow" | "hung"} SightTrouble `slow` and `hung` end by themselves where the worker comes back */

// FaceMesh resolves its own files beside the script, so the worker is served from where they are.
const WORKER_URL = "/vendor/face_mesh/face_worker.js";
const SILENCE_IS_UNKNOWN_S = 4;
const SILENCE_IS_TROUBLE_S = 30;

/** @type {Label} */
const UNKNOWN = { state: "unknown", cues: [], alerts: [] };

export class Sight {
  /**
   * @param {object} options
   * @param {HTMLVideoElement} options.video
   * @param {() => HTMLCanvasElement} options.freshCanvas a canvas over the video; each worker takes one for good
   * @param {string} options.camera the id of the one to use, empty for any
   * @param {import("../signals/parameters.js").Settings} options.settings
   * @param {(label: Label, progress: number) => void} options.onLabel
   * @param {(probabilities: Probabilities | null) => void} options.onExpressions only while they are switched on
   * @param {(cost: import("./tempo.js").Cost) => void} options.onCost
   * @param {(told: import("./quickest.js").Told) => void} options.onEngine what finds the face, and why that
   * @param {(trouble: SightTrouble | null) => void} options.onTrouble null when it is over
   */
  constructor({ video, freshCanvas, camera, settings, onLabel, onExpressions, onCost, onEngine, onTrouble }) {
    this.freshCanvas = freshCanvas;
    this.settings = settings;
    this.onLabel = onLabel;
    this.onExpressions = onExpressions;
    this.onCost = onCost;
    this.onEngine = onEngine;
    this.expressions = false;
    this.onTrouble = onTrouble;
    this.camera = new Camera(video, (trouble) => this.#stop(trouble), camera);
    this.patience = new Patience({
      [SILENCE_IS_UNKNOWN_S]: () => this.reporting && this.onLabel(UNKNOWN, 0),
      [SILENCE_IS_TROUBLE_S]: () => this.onTrouble(this.reporting ? "hung" : "slow"),
    });
    /** @type {Worker | null} */
    this.worker = null;
    this.reporting = false;
  }

  /** Open the camera, then the worker; what goes wrong comes through `onTrouble`. */
  async open() {
    this.close();
    const missing = missingAbilities();
    if (missing.length > 0) return this.#fail({ trouble: "browser", message: `no ${missing.join(", ")}` });
    if (!(await this.#openCamera())) return undefined;
    this.onTrouble(null);
    this.onLabel({ state: "calibrating", cues: [], alerts: [] }, 0);
    return this.#openWorker();
  }

  /**
   * Go on with another camera, and the same worker: it learns anew, as the student is seen from elsewhere.
   * @param {string} id
   */
  async useCamera(id) {
    this.camera.wanted = id;
    if (this.worker === null || !(await this.#openCamera())) return;
    this.recalibrate();
  }

  /**
   * Leave cues alone from the next frame on.
   * @param {import("../signals/masks.js").MaskName[]} masked
   */
  mask(masked) {
    this.settings = { ...this.settings, masked };
    this.worker?.postMessage({ type: "mask", masked });
  }

  /** Learn anew how the student looks at rest: the reports say `calibrating` until it is known. */
  recalibrate() {
    this.worker?.postMessage({ type: "recalibrate" });
  }

  /** Switch camera and worker off. */
  close() {
    this.patience.stop();
    this.worker?.terminate();
    this.worker = null;
    this.reporting = false;
    this.camera.close();
  }

  /** @param {boolean} on whether the worker judges expressions, for this page alone */
  switchExpressions(on) {
    this.expressions = on;
    this.worker?.postMessage({ type: "expressions", on });
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

  #openWorker() {
    const worker = new Worker(WORKER_URL);
    worker.addEventListener("message", ({ data }) => worker === this.worker && this.#hear(data));
    worker.addEventListener("error", () => worker === this.worker && this.#stop("worker"));
    this.worker = worker;
    this.patience.start();
  }

  /** @param {any} message from the worker */
  #hear(message) {
    if (message.type === "awake") return this.#start();
    if (message.type === "failed") return this.#fail(message);
    if (message.type === "lost") return this.#stop("worker");
    if (message.type === "report") return this.#report(message);
    if (message.type === "engine") return this.#noteEngine(message);
    if (message.type === "ready") this.#renewChoices();
    if (message.type === "expressions") return this.onExpressions(message.probabilities);
    this.#sendFrame();
  }

  /** @param {import("./quickest.js").Told} told */
  #noteEngine(told) {
    const { renderer, engine, times, reason } = told;
    // A contest that ends in a lost context ends in no choice: the next worker is not to begin it again.
    if (reason === "contest" || reason === "decided")
      rememberEngine(renderer, { engine, times }, reason === "decided");
    this.onEngine(told);
  }

  /** What the student chose while the worker was not ready yet. */
  #renewChoices() {
    this.switchExpressions(this.expressions);
    this.mask(this.settings.masked);
  }

  /** @param {{trouble: WorkerTrouble, message: string}} failure */
  #fail({ trouble, message }) {
    console.warn(`No face labels (${trouble}): ${message}`);
    this.#stop(trouble);
  }

  async #start() {
    const worker = this.worker;
    this.patience.start();
    try {
      const parameters = await fetchParameters();
      if (worker !== this.worker) return; // its successor takes the canvas over the picture
      const canvas = this.freshCanvas().transferControlToOffscreen();
      const { settings } = this;
      const known = recallEngines();
      worker?.postMessage({ type: "start", parameters, settings, canvas, known }, [canvas]);
    } catch (error) {
      if (worker === this.worker) this.#fail({ trouble: "unloaded", message: String(error) });
    }
  }

  async #sendFrame() {
    const worker = this.worker;
    const picture = await this.camera.grab();
    const t_s = performance.now() / 1000;
    worker?.postMessage({ type: "frame", picture, t_s }, picture === null ? [] : [picture]);
  }

  /** @param {Label & {progress: number, cost: import("./tempo.js").Cost}} report */
  #report({ state, cues, alerts, progress, cost }) {
    this.reporting = true;
    this.patience.start();
    this.onTrouble(null);
    this.onLabel({ state, cues, alerts }, progress);
    this.onCost(cost);
  }

  /** @param {SightTrouble} trouble */
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
