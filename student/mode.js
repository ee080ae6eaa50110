/** @file Mode: how the student takes part (with camera, paused, by self-report), and the label that follows from it. */

import { POLICIES } from "../protocol/policies.js";
import { LazyTracker } from "./lazy_tracker.js";
import { CalibrationTime } from "./panels/calibration_time.js";
import { showLabel } from "./panels/label_view.js";
import { showCamera } from "./panels/lesson_buttons.js";
import { showScreen } from "./panels/screens.js";
import { MAY_COME_BACK, NEVER_ON, TRACKER_TROUBLES } from "./panels/troubles.js";
import { saidWords } from "./said/said_words.js";

/** @typedef {import("../protocol/messages.js").Label} Label */
/** @typedef {import("../capture/worker/messages.js").Aside} Aside */
/** @typedef {import("../capture/face_tracker.js").TrackerTrouble} TrackerTrouble */
/** @typedef {"asked" | "camera" | "paused" | "self"} ModeName `asked`: the student has not chosen yet */

/** @type {Record<"self" | "paused" | "unknown", Label>} */
const LABELS = {
  self: { state: "self", cues: [], alerts: [] },
  paused: { state: "paused", cues: [], alerts: [] },
  unknown: { state: "unknown", cues: [], alerts: [] },
};

const now_s = () => performance.now() / 1000;

/** Owns the camera, and what the student is seen as. */
export class Mode {
  /** @type {ModeName} */
  name = "asked";
  /** @type {Label} */
  #label = LABELS.self;
  /** @type {Aside | undefined} */
  #aside = undefined;
  #calibrationTime = new CalibrationTime();

  /**
   * @param {object} lesson
   * @param {import("./session/session.js").Session} lesson.session
   * @param {import("./panels/notices.js").Notices} lesson.notices
   * @param {import("./session/timeline.js").Timeline} lesson.timeline
   * @param {import("./lazy_ask_card.js").LazyAskCard} lesson.ask
   * @param {import("./lazy_learning.js").LazyLearning} lesson.learning
   */
  constructor({ session, notices, timeline, ask, learning }) {
    this.session = session;
    this.notices = notices;
    this.timeline = timeline;
    this.ask = ask;
    this.learning = learning;
    this.camera = new LazyTracker({
      session,
      onWaiting: (waits) => this.#cameraWaits(waits),
      onLabel: (label, aside) => this.#show(label, aside),
      onTrouble: (trouble) => this.#troubled(trouble),
    });
  }

  /** Use the camera: the student has read what is sent, and said yes. */
  async useCamera() {
    this.session.keep({ consent: "camera" });
    this.#enter("camera");
    this.notices.clear(...TRACKER_TROUBLES);
    await this.camera.open();
    if (this.camera.side !== null) this.learning.follow(this.camera.side.tracker);
  }

  /** Take part without camera. */
  useSelf() {
    this.#switchOff("self");
  }

  /** Switch the camera off for a while; the teacher sees that it is paused. */
  pause() {
    this.#switchOff("paused");
  }

  togglePause() {
    return this.name === "paused" ? this.useCamera() : this.pause();
  }

  recalibrate() {
    this.camera.side?.tracker.recalibrate();
  }

  /** The lesson is over, or has not begun again: the camera is off, whatever the mode. */
  closeCamera() {
    this.ask.drop();
    this.camera.close();
  }

  /** Nothing is chosen any more. */
  reset() {
    this.name = "asked";
    this.closeCamera();
  }

  /** The connection is back: the relay is told again what stands. */
  showAgain() {
    this.#show(this.#label, this.#aside);
  }

  /** What stands beside the label has changed: what the student said, or whether a teacher is there. */
  redraw() {
    if (this.name !== "asked") this.#draw();
  }

  /** The teacher has let this student in again: in the same mode as before. */
  resume() {
    if (this.name !== "camera") this.#enter(this.name);
    this.#show(this.name === "camera" ? LABELS.unknown : this.#label);
    return this.name === "camera" ? this.useCamera() : undefined;
  }

  /** The session goes on in another tab: this page shows a pause that it tells nobody. */
  standStill() {
    if (this.name === "camera") this.#enter("paused");
    this.#label = LABELS[this.name === "self" ? "self" : "paused"];
    showLabel(this.#label, this.#label, undefined, this.#said());
  }

  /** @param {ModeName} name */
  #enter(name) {
    this.name = name;
    showScreen("lesson");
    showCamera({ camera: this.#hasCamera, open: name === "camera", paused: name === "paused" });
  }

  /** @param {"self" | "paused"} name */
  #switchOff(name) {
    this.session.keep({ consent: name });
    this.camera.close();
    this.notices.clear(...TRACKER_TROUBLES);
    this.ask.drop();
    this.#enter(name);
    this.#show(LABELS[name]);
  }

  /** @param {boolean} waits for the network */
  #cameraWaits(waits) {
    this.notices.set("camera-waits", waits);
    if (waits) this.#show(LABELS.unknown);
  }

  /** @param {TrackerTrouble | null} trouble */
  #troubled(trouble) {
    this.notices.clear(...TRACKER_TROUBLES);
    if (trouble === null) return;
    this.notices.set(trouble, true);
    if (NEVER_ON.includes(trouble)) this.#enter("self");
    else showCamera({ camera: true, open: MAY_COME_BACK.includes(trouble), paused: false });
    this.#show(LABELS[this.name === "self" ? "self" : "unknown"]);
  }

  /**
   * @param {Label} label
   * @param {Aside} [aside]
   */
  #show(label, aside) {
    if (!this.session.saved.lost) this.ask.show(label.state === "confused");
    this.learning.see(label.state);
    this.#label = label;
    this.#aside = aside;
    const here = label.state === "self" && !this.#hasCamera;
    this.timeline.mark("label", here ? "here" : label.state, now_s());
    this.#draw();
  }

  #draw() {
    const progress = this.#label.state === "calibrating" ? (this.#aside?.progress ?? null) : null;
    const remaining_s = this.#calibrationTime.update(progress, now_s());
    const aside = this.#aside === undefined ? undefined : { ...this.#aside, remaining_s };
    showLabel(this.#label, this.session.report(this.#label), aside, this.#said());
  }

  #said() {
    const words = saidWords(this.session.saved, this.session.connection.now());
    return { words, camera: this.#hasCamera, watched: this.session.teachers > 0 };
  }

  /** Whether this room has cameras at all. */
  get #hasCamera() {
    return this.session.room === null || POLICIES[this.session.room.policy].camera;
  }
}
