/**
 * @file Inside the worker: asks the page for one frame at a time, turns it into a report, and lets only the report out.
 * What detects the faces is given to it, so that a recording can stand where FaceMesh stands.
 */

import { Pipeline } from "../signals/pipeline.js";
import { meanLuma } from "./luma.js";
import { Outline } from "./outline.js";

/** @typedef {import("./outline.js").Face} Face */
/** @typedef {{type: "start", parameters: any, settings: Record<string, unknown>, canvas: OffscreenCanvas}} Start */
/** @typedef {{type: "frame", picture: ImageBitmap | null, t_s: number}} Frame */
/** @typedef {{detect: (picture: ImageBitmap) => Promise<Face[]>, strokes: number[][]}} Detector */
/** @typedef {{postMessage(message: any): void, addEventListener(type: "message", listener: (event: MessageEvent) => void): void}} Port */

const FRAME_EVERY_MS = 200;

/**
 * @param {Port} port the page
 * @param {() => Promise<Detector>} openDetector
 */
export function observe(port, openDetector) {
  /** @type {Observer | null} */
  let observer = null;
  port.addEventListener("message", async ({ data }) => {
    if (data.type === "frame") return observer?.update(data);
    try {
      observer = new Observer(port, await openDetector(), data);
      port.postMessage({ type: "ready" });
    } catch (error) {
      fail(port, error);
    }
  });
  port.postMessage({ type: "awake" });
}

class Observer {
  /**
   * @param {Port} port
   * @param {Detector} detector
   * @param {Start} start
   */
  constructor(port, detector, { parameters, settings, canvas }) {
    this.port = port;
    this.detector = detector;
    this.pipeline = new Pipeline(parameters, settings);
    this.outline = new Outline(canvas, detector.strokes);
  }

  /**
   * Answer one frame, then ask for the next: there is never more than one on the way.
   * @param {Frame} frame
   */
  async update({ picture, t_s }) {
    const began = performance.now();
    try {
      if (picture !== null) this.port.postMessage(await this.#report(picture, t_s));
    } catch (error) {
      return fail(this.port, error);
    } finally {
      picture?.close();
    }
    // The worker's timer, not the page's: a hidden page's timers are throttled, a worker's are not.
    setTimeout(() => this.port.postMessage({ type: "next" }), FRAME_EVERY_MS - (performance.now() - began));
  }

  /**
   * @param {ImageBitmap} picture
   * @param {number} t_s
   */
  async #report(picture, t_s) {
    const { width, height } = picture;
    const faces = await this.detector.detect(picture);
    const report = this.pipeline.update({ t_s, width, height, faces, luma: meanLuma(picture) });
    this.outline.update(faces, picture);
    const { state, cues, alerts, measures } = report;
    return { type: "report", state, cues, alerts, progress: measures.baseline_progress };
  }
}

/**
 * @param {Port} port
 * @param {unknown} error
 */
function fail(port, error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  port.postMessage({ type: "failed", webgl: name !== "NoWebGlError", message });
}
