/**
 * @file Inside the worker: asks the page for one frame at a time, turns it into a report, and lets only the report out.
 * What detects the faces is given to it, so that a recording can stand where FaceMesh stands.
 */

import { GROUP_OF } from "../../signals/contract/reasons.js";
import { Pipeline } from "../../signals/pipeline.js";
import { isUnbearable, readbackError } from "../sources/readback.js";
import { Failure } from "./failure.js";
import { FramePixels } from "./frame_pixels.js";
import { FrameRate } from "./frame_rate.js";
import { meanLuma } from "./luma.js";
import { Overlay } from "./overlay.js";

/** @typedef {import("./overlay.js").Face} Face */
/** @typedef {import("./messages.js").StartMessage} StartMessage */
/** @typedef {import("./messages.js").FrameMessage} FrameMessage */
/** @typedef {import("./messages.js").Port} Port */
/**
 * What finds faces; `judged` hears what became of the picture it was given last.
 * @typedef {{detect: (picture: ImageBitmap | ImageData) => Promise<Face[]>, strokes: number[][], judged?: (report: Report) => void}} Detector
 */

/** @typedef {import("./messages.js").LabelMessage} LabelMessage */
/** @typedef {import("./messages.js").DevReportMessage} DevReportMessage */
/** @typedef {import("../../signals/contract/report.js").Report} Report */
/** @typedef {import("../../signals/face/frame.js").Frame} Seen what the pipeline was given */
/** @typedef {Omit<LabelMessage, "type" | "cost"> | Omit<DevReportMessage, "type" | "cost">} Told */
/**
 * What the page is told of a frame, and how far apart frames come.
 * @typedef {{tell: (report: Report, seen: Seen) => Told, leastMs: number, mostMs: number}} Manner
 */

/** @type {Manner} */
const LABEL_ALONE = { tell: labelOf, leastMs: 200, mostMs: 3000 };

/**
 * @param {Port} port the page
 * @param {(start: StartMessage) => Promise<Detector>} openDetector
 * @param {Manner} manner
 */
export function observe(port, openDetector, manner = LABEL_ALONE) {
  /** @type {Observer | null} */
  let observer = null;
  port.addEventListener("message", async ({ data }) => {
    if (data.type === "frame") return observer?.observe(data);
    if (data.type === "expressions") return observer?.pipeline.expressions.switch(data.on);
    if (data.type === "recalibrate") return observer?.pipeline.recalibrate();
    if (data.type === "mask") return observer?.pipeline.mask(data.masked);
    if (data.type === "personal") return observer?.pipeline.personal.switch(data.on, data.weights);
    if (data.type === "means")
      return port.postMessage({ type: "means", means: observer?.pipeline.personal.means ?? null });
    try {
      requireTruePictures();
      observer = new Observer(port, await openDetector(data), data, manner);
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
   * @param {StartMessage} start
   * @param {Manner} manner
   */
  constructor(port, detector, { parameters, settings, canvas }, manner) {
    this.port = port;
    this.manner = manner;
    this.detector = detector;
    this.pipeline = new Pipeline(parameters, settings);
    this.overlay = new Overlay(canvas, detector.strokes);
    this.rate = new FrameRate(manner);
    this.pixels = new FramePixels();
  }

  /**
   * Answer one frame, then ask for the next: there is never more than one on the way.
   * @param {FrameMessage} frame
   */
  async observe({ picture, t_s }) {
    const began = performance.now();
    try {
      if (picture !== null) {
        const report = await this.#report(picture, t_s);
        this.port.postMessage({ ...report, cost: this.rate.update(performance.now() - began) });
      }
    } catch (error) {
      return fail(this.port, error);
    } finally {
      picture?.close();
    }
    // The worker's timer, not the page's: a hidden page's timers are throttled, a worker's are not.
    const rest_ms = this.rate.everyMs - (performance.now() - began);
    setTimeout(() => this.port.postMessage({ type: "next" }), rest_ms);
  }

  /**
   * @param {ImageBitmap | VideoFrame} frame
   * @param {number} t_s
   * @returns {Promise<Told & {type: "report"}>}
   */
  async #report(frame, t_s) {
    const picture = await this.pixels.copy(frame);
    const { width, height } = picture;
    const faces = await this.detector.detect(picture);
    const every_s = this.rate.everyMs / 1000;
    const seen = { t_s, width, height, faces, luma: meanLuma(picture), every_s };
    const report = this.pipeline.update(seen);
    this.detector.judged?.(report);
    this.overlay.draw(faces, picture);
    const { on, probabilities, restsSmiling } = this.pipeline.expressions;
    if (on) this.port.postMessage({ type: "expressions", probabilities, restsSmiling });
    return { type: "report", ...this.manner.tell(report, seen) };
  }
}

/** @param {Report} report */
function labelOf({ state, cues, alerts, measures }) {
  const { baseline_progress: progress, reason } = measures;
  // A reason that the student can do something about; what else a frame may be wrong with has no words.
  return { state, cues, alerts, progress, reason: isReason(reason) ? reason : null };
}

/**
 * @param {unknown} word
 * @returns {word is import("./messages.js").Reason}
 */
function isReason(word) {
  return typeof word === "string" && Object.hasOwn(GROUP_OF, word);
}

/** @throws {Failure} where this browser does not let a script see what the camera sees */
function requireTruePictures() {
  const error = readbackError();
  if (isUnbearable(error))
    throw new Failure("noise", `pictures are read back wrong by ${error.toFixed(1)} of 255`);
}

/**
 * @param {Port} port
 * @param {unknown} error
 */
function fail(port, error) {
  const trouble = error instanceof Failure ? error.trouble : "worker";
  port.postMessage({
    type: "failed",
    trouble,
    message: error instanceof Error ? error.message : String(error),
  });
}
