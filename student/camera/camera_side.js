/** @file Camera side: what only a lesson with a camera has: face tracker, the choices for it, and its cost. */

import { FaceTracker } from "../../capture/face_tracker.js";
import { saidBy } from "../../look/busy.js";
import { element, setText } from "../../look/dom.js";
import { late } from "../../protocol/lazy_import.js";
import { costWords } from "../panels/words.js";
import { settingsOf } from "../session/policy.js";
import { coalesced } from "./coalesced.js";
import { CueSwitches, maskedBy } from "./cue_switches.js";
import { engineWords } from "./engine_words.js";
import { freshCanvas, SelfView } from "./self_view.js";

/** @typedef {import("../session/session.js").Session} Session */

const expressionsView = late(() => import("./expressions_view.js"));

export class CameraSide {
  /**
   * @param {object} options
   * @param {Session} options.session which remembers the choices, and tells nobody
   * @param {(label: import("../../protocol/messages.js").Label, aside?: import("../../capture/worker/messages.js").Aside) => void} options.onLabel
   * @param {(trouble: import("../../capture/face_tracker.js").TrackerTrouble | null) => void} options.onTrouble
   */
  constructor({ session, onLabel, onTrouble }) {
    const { saved, room } = session;
    this.tracker = new FaceTracker({
      video: /** @type {HTMLVideoElement} */ (element("video")),
      freshCanvas,
      camera: saved.camera,
      settings: { ...settingsOf(room), masked: maskedBy(saved.switches) },
      onLabel,
      onExpressions: (...told) => this.expressions?.show(...told),
      onCost: (cost) => setText(element("cost"), costWords(cost)),
      onEngine: (told) => setText(element("engine"), engineWords(told)),
      onTrouble,
    });
    /** @type {import("./expressions_view.js").ExpressionsView | null} */
    this.expressions = null;
    element("expressions-switch").addEventListener("click", () => this.#openExpressions(), { once: true });
    this.switches = new CueSwitches(saved.switches, (switches) => {
      session.keep({ switches });
      this.tracker.mask(maskedBy(switches));
    });
    this.selfView = new SelfView(saved, (change) => this.#choose(session, change));
  }

  /** Open the camera and offer the others; what goes wrong comes through `onTrouble`. */
  async open() {
    setText(element("cost"), "");
    setText(element("engine"), "");
    element("camera-panels").hidden = false;
    navigator.mediaDevices?.addEventListener("devicechange", this.#offer);
    await this.tracker.open();
    await this.#offer();
  }

  /** Switch camera and worker off. */
  close() {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#offer);
    this.tracker.close();
  }

  /** Few ask for it, so it is fetched for them alone; from then on it listens to its button itself. */
  async #openExpressions() {
    const { ExpressionsView } = await expressionsView(saidBy(element("expressions-switch")));
    this.expressions = new ExpressionsView((on) => this.tracker.switchExpressions(on));
    this.expressions.switch(true);
  }

  /** A hub that is plugged in tells of each of its devices, many times over. */
  #offer = coalesced(async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const cameras = devices.filter(({ kind }) => kind === "videoinput");
    this.selfView.offer(cameras, this.tracker.camera.current);
  });

  /**
   * @param {Session} session
   * @param {Partial<import("./self_view.js").Choice>} change
   */
  async #choose(session, change) {
    session.keep(change);
    if (change.camera !== undefined) await this.tracker.useCamera(change.camera);
  }
}
