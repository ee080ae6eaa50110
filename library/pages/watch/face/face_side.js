/** @file Face side of the watch page: camera and face worker, one's own label, and what of it goes into the sums. */

import { FaceTracker } from "../../../../capture/face_tracker.js";
import { saidBy } from "../../../../look/busy.js";
import { element, setText } from "../../../../look/dom.js";
import { device, tab } from "../../../../look/storage.js";
import { late } from "../../../../protocol/lazy_import.js";
import { coalesced } from "../../../../student/camera/coalesced.js";
import { CueSwitches, maskedBy } from "../../../../student/camera/cue_switches.js";
import { engineWords } from "../../../../student/camera/engine_words.js";
import { freshCanvas, SelfView } from "../../../../student/camera/self_view.js";
import { text as studentText } from "../../../../student/panels/text.js";
import { MAY_COME_BACK } from "../../../../student/panels/troubles.js";
import { costWords } from "../../../../student/panels/words.js";
import { settingsOf } from "../../../../student/session/policy.js";
import { text } from "../../text.js";
import { AskCard } from "./ask_card.js";
import { CameraRest } from "./camera_rest.js";
import { LabelView } from "./label_view.js";
import { OwnCurve } from "./own_curve.js";
import { OwnCurveView } from "./own_curve_view.js";
import { toldState } from "./told_state.js";
import { told } from "./troubles.js";

/** @typedef {import("../../../../protocol/messages.js").Label} Label */
/** @typedef {import("../../../../protocol/policies.js").Policy} Policy */
/** @typedef {import("../../../../student/session/saved_session.js").Switch} Switch */

const TICK_MS = 250;
/** Steps of one's own curve, as long as those of the class's. */
const CURVE_STEP_S = 5;
/** A tick that comes later says nothing of the time before it. */
const LATE_MS = 5000;
const SWITCHES = "readroom library switches";
const PICTURE = "readroom library picture";
/** @type {Label} */
const UNKNOWN = { state: "unknown", cues: [], alerts: [] };
/** @type {Label} */
const OFF = { state: "paused", cues: [], alerts: [] };

const expressionsView = late(() => import("../../../../student/camera/expressions_view.js"));

export class FaceSide {
  /** Whether the student wants the camera; it may rest nevertheless. */
  #wanted = false;
  /** @type {Label} */
  #label = OFF;
  #rest = new CameraRest();
  #curve = new OwnCurve(CURVE_STEP_S);
  #tickedAtMs = performance.now();
  /** @type {import("../../../../student/camera/expressions_view.js").ExpressionsView | null} */
  #expressions = null;

  /**
   * @param {object} options
   * @param {HTMLVideoElement} options.video the lesson
   * @param {Policy} options.policy of its course
   * @param {number} options.duration_s
   * @param {(state: string | null, ms: number) => void} options.onState for the sums, as the policy tells it
   * @param {(ms: number) => void} options.onPuzzled for so long the face looked puzzled; that stays on this page
   * @param {() => void} options.onLost the student says so
   */
  constructor({ video, policy, duration_s, onState, onPuzzled, onLost }) {
    this.video = video;
    this.policy = policy;
    this.onState = onState;
    this.onPuzzled = onPuzzled;
    this.view = new LabelView();
    this.ask = policy === "ask" ? new AskCard(onLost) : null;
    this.curveView = new OwnCurveView(this.#curve, duration_s, (time_s) => {
      video.currentTime = time_s;
    });
    const switches = savedSwitches();
    const saved = { selfView: true, outline: true, camera: "", ...device.readObject(PICTURE) };
    this.tracker = new FaceTracker({
      video: /** @type {HTMLVideoElement} */ (element("self-video")),
      freshCanvas,
      camera: saved.camera,
      settings: { ...settingsOf(null), masked: maskedBy(switches) },
      onLabel: (label, aside) => this.#show(label, aside),
      onExpressions: (...seen) => this.#expressions?.show(...seen),
      onCost: (cost) => setText(element("cost"), costWords(cost)),
      onEngine: (found) => setText(element("engine"), engineWords(found)),
      onTrouble: (trouble) => this.#troubled(trouble),
    });
    new CueSwitches(switches, (ticked) => {
      tab.writeObject(SWITCHES, { ticked });
      this.tracker.mask(maskedBy(ticked));
    });
    this.selfView = new SelfView(saved, (change) => this.#choose(change));
    this.#listen();
  }

  /** Use the camera: the student has read what is told, and said yes. */
  async open() {
    this.#wanted = true;
    this.#rest.reset();
    this.#showButtons();
    await this.#openCamera();
  }

  /** Go on without camera. */
  close() {
    this.#wanted = false;
    this.#rest.reset();
    this.#switchOff();
    this.#showTrouble("");
  }

  async #openCamera() {
    element("face").hidden = false;
    await this.tracker.open();
    await this.#offer();
  }

  #listen() {
    setText(element("face-picture"), studentText("self_view.private"));
    setText(element("recalibrate"), studentText("lesson.recalibrate"));
    setText(element("face-retry"), studentText("way.retry-camera"));
    setText(element("face-without"), studentText("way.go-on-without"));
    element("pause-camera").addEventListener("click", () => (this.#wanted ? this.close() : void this.open()));
    element("recalibrate").addEventListener("click", () => this.tracker.recalibrate());
    element("face-retry").addEventListener("click", () => void this.open());
    element("face-without").addEventListener("click", () => this.close());
    element("expressions").hidden = false;
    element("camera-panels").hidden = false;
    element("expressions-switch").addEventListener("click", () => void this.#openExpressions(), {
      once: true,
    });
    navigator.mediaDevices?.addEventListener("devicechange", this.#offer);
    addEventListener("pagehide", () => this.tracker.close());
    // A page that comes back from the browser's cache has no camera on.
    addEventListener("pageshow", ({ persisted }) => persisted && this.close());
    setInterval(() => this.#tick(), TICK_MS);
    this.#showButtons();
    this.#draw();
  }

  /** Whether the lesson plays where somebody can see it. */
  get #watches() {
    return !this.video.paused && !this.video.ended && document.visibilityState === "visible";
  }

  #tick() {
    const nowMs = performance.now();
    const ms = nowMs - this.#tickedAtMs;
    this.#tickedAtMs = nowMs;
    if (this.#wanted) this.#mind(nowMs / 1000);
    if (!this.#watches || this.video.seeking || ms > LATE_MS) return this.#draw();
    const measured = this.#isOn ? toldState(this.#label, this.policy) : null;
    if (this.#isOn) {
      this.onState(measured, ms);
      if (this.#label.state === "confused") this.onPuzzled(ms);
      this.#curve.add(this.video.currentTime, this.#label.state, ms);
      this.curveView.draw();
    }
    return this.#draw();
  }

  /** Whether there is a label of a camera that is on. */
  get #isOn() {
    return this.#wanted && !this.#rest.rests;
  }

  /** @param {number} now_s */
  #mind(now_s) {
    const todo = this.#rest.update({ watches: this.#watches, isOver: this.video.ended }, now_s);
    if (todo === "rest") this.#switchOff();
    if (todo === "wake") void this.#openCamera();
  }

  #switchOff() {
    this.tracker.close();
    this.ask?.drop();
    this.#show(OFF);
    this.#showButtons();
  }

  /**
   * @param {Label} label
   * @param {import("../../../../capture/worker/messages.js").Aside} [aside]
   */
  #show(label, aside) {
    this.#label = label;
    if (this.#watches) this.ask?.show(label.state === "confused");
    this.view.show(label, aside);
    this.#draw();
  }

  #draw() {
    if (!this.#wanted) this.view.tell("off", null);
    else if (this.#rest.rests) this.view.tell("rests", null);
    else if (!this.#watches) this.view.tell("paused", null);
    else this.view.tell("watching", toldState(this.#label, this.policy));
  }

  #showButtons() {
    setText(element("pause-camera"), studentText(this.#wanted ? "lesson.pause" : "consent.use_camera"));
    element("recalibrate").hidden = !this.#wanted;
    element("self-view").hidden = !this.#isOn;
  }

  /** @param {import("../../../../capture/face_tracker.js").TrackerTrouble | null} trouble */
  #troubled(trouble) {
    this.#showTrouble(trouble === null ? "" : text(`face.trouble.${told(trouble)}`));
    this.#showButtons();
    if (trouble === null) return;
    this.#show(UNKNOWN);
    if (!MAY_COME_BACK.includes(trouble)) {
      this.#wanted = false;
      this.#show(OFF);
      this.#showButtons();
    }
  }

  /** @param {string} words */
  #showTrouble(words) {
    setText(element("face-trouble-words"), words);
    element("face-trouble").hidden = words === "";
  }

  /** Few ask for them, so the view is fetched for them alone. */
  async #openExpressions() {
    const { ExpressionsView } = await expressionsView(saidBy(element("expressions-switch")));
    this.#expressions = new ExpressionsView((on) => this.tracker.switchExpressions(on));
    this.#expressions.switch(true);
  }

  #offer = coalesced(async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const cameras = devices.filter(({ kind }) => kind === "videoinput");
    this.selfView.offer(cameras, this.tracker.camera.current);
  });

  /** @param {Partial<import("../../../../student/camera/self_view.js").Choice>} change */
  async #choose(change) {
    device.writeObject(PICTURE, { ...device.readObject(PICTURE), ...change });
    if (change.camera !== undefined) await this.tracker.useCamera(change.camera);
  }
}

/** @returns {Switch[]} */
function savedSwitches() {
  const { ticked } = tab.readObject(SWITCHES);
  return Array.isArray(ticked) ? /** @type {Switch[]} */ (ticked) : [];
}
