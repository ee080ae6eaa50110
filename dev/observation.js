/** @file Observation: runs a source's pictures through the developer's worker, until either ends. */

/** @typedef {import("../capture/sources/camera_frames.js").Shot} Shot */
/** @typedef {import("../capture/worker/messages.js").ToWorker} ToWorker */
/** @typedef {import("../capture/worker/messages.js").DevReportMessage} DevReportMessage */
/** @typedef {import("../capture/worker/messages.js").Known} Known */
/** @typedef {{name: string, open(): Promise<void>, next(): Promise<Shot | null>, close(): void}} Source */

// Beside FaceMesh's own files, as capture/face_tracker.js explains.
const WORKER_URL = "/vendor/face_mesh/dev_worker.js";
/** One engine for a whole recording: nothing is remembered, and no race is run. @type {Known} */
const ONE_ENGINE = { choices: {}, contest: false };

export class Observation {
  /**
   * @param {object} options
   * @param {Source} options.source
   * @param {HTMLCanvasElement} options.canvas the worker takes it for good
   * @param {Partial<import("../signals/contract/parameters.js").Settings>} options.settings
   * @param {() => void} options.onLoading the source is open, and the worker loads the face model
   * @param {(report: DevReportMessage) => void} options.onTold
   * @param {(trouble: unknown) => void} options.onEnd null at the source's own end
   */
  constructor({ source, canvas, settings, onLoading, onTold, onEnd }) {
    this.source = source;
    this.canvas = canvas;
    this.settings = settings;
    this.onLoading = onLoading;
    this.onTold = onTold;
    this.onEnd = onEnd;
    this.running = false;
    /** @type {Worker | null} */
    this.worker = null;
  }

  /** Open source and worker. What goes wrong comes through `onEnd`. */
  async start() {
    this.running = true;
    await this.#unlessStopped(async () => {
      await this.source.open();
      if (!this.running) return this.source.close();
      this.onLoading();
      this.worker = new Worker(WORKER_URL);
      this.worker.addEventListener("message", ({ data }) => this.#hear(data));
      this.worker.addEventListener("error", ({ message }) => this.#end(new Error(message)));
    });
  }

  stop() {
    this.running = false;
    this.worker?.terminate();
    this.source.close();
  }

  /** @param {import("../capture/worker/messages.js").FromDevWorker} message */
  #hear(message) {
    if (!this.running) return undefined;
    if (message.type === "failed") return this.#end(new Error(message.message));
    if (message.type === "lost") return this.#end(new Error("The browser took WebGL away from FaceMesh."));
    if (message.type === "report") return this.onTold(message);
    return this.#unlessStopped(() => (message.type === "awake" ? this.#handIn() : this.#sendFrame()));
  }

  async #handIn() {
    const answer = await fetch("/signals/parameters.json");
    const [parameters, canvas] = [await answer.json(), this.canvas.transferControlToOffscreen()];
    const { settings } = this;
    this.#tell({ type: "start", parameters, settings, canvas, known: ONE_ENGINE }, [canvas]);
  }

  async #sendFrame() {
    const shot = await this.source.next();
    if (shot === null) return this.#end(null);
    this.#tell({ type: "frame", ...shot }, [shot.picture]);
  }

  /**
   * @param {ToWorker} message
   * @param {Transferable[]} handedOver
   */
  #tell(message, handedOver) {
    this.worker?.postMessage(message, handedOver);
  }

  /** @param {() => Promise<void>} act */
  async #unlessStopped(act) {
    try {
      await act();
    } catch (trouble) {
      this.#end(trouble);
    }
  }

  /** @param {unknown} trouble */
  #end(trouble) {
    if (!this.running) return;
    this.stop();
    this.onEnd(trouble);
  }
}
