/** @file What only a lesson with a camera has: sight, what the student chooses for it, and what it costs. */

import { Sight } from "../../capture/face_tracker.js";
import { saidBy } from "../../look/busy.js";
import { element, setText } from "../../look/dom.js";
import { late } from "../../protocol/lazy_import.js";
import { costWords } from "../panels/words.js";
import { settingsOf } from "../session/policy.js";
import { onceMore } from "./coalesced.js";
import { CueSwitches, maskedBy } from "./cue_switches.js";
import { engineWords } from "./engine_words.js";
import { freshCanvas, SelfView } from "./self_view.js";

/** @typedef {import("../session/session.js").Seat} Seat */

const expressionsView = late(() => import("./expressions_view.js"));

export class CameraSide {
  /**
   * @param {object} options
   * @param {Seat} options.seat which remembers the choices, and tells nobody
   * @param {(label: import("../../protocol/messages.js").Label, aside?: import("../../capture/worker/messages.js").Aside) => void} options.onLabel
   * @param {(trouble: import("../../capture/face_tracker.js").SightTrouble | null) => void} options.onTrouble
   */
  constructor({ seat, onLabel, onTrouble }) {
    const { memory, room } = seat;
    this.sight = new Sight({
      video: /** @type {HTMLVideoElement} */ (element("video")),
      freshCanvas,
      camera: memory.camera,
      settings: { ...settingsOf(room), masked: maskedBy(memory.switches) },
      onLabel,
      onExpressions: (...told) => this.expressions?.show(...told),
      onCost: (cost) => setText(element("cost"), costWords(cost)),
      onEngine: (told) => setText(element("engine"), engineWords(told)),
      onTrouble,
    });
    /** @type {import("./expressions_view.js").ExpressionsView | null} */
    this.expressions = null;
    element("expressions-switch").addEventListener("click", () => this.#openExpressions(), { once: true });
    this.switches = new CueSwitches(memory.switches, (switches) => {
      seat.keep({ switches });
      this.sight.mask(maskedBy(switches));
    });
    this.selfView = new SelfView(memory, (change) => this.#choose(seat, change));
  }

  /** Open the camera and offer the others; what goes wrong comes through `onTrouble`. */
  async open() {
    setText(element("cost"), "");
    setText(element("engine"), "");
    element("camera-panels").hidden = false;
    navigator.mediaDevices?.addEventListener("devicechange", this.#offer);
    await this.sight.open();
    await this.#offer();
  }

  /** Switch camera and worker off. */
  close() {
    navigator.mediaDevices?.removeEventListener("devicechange", this.#offer);
    this.sight.close();
  }

  /** Few ask for it, so it is fetched for them alone; from then on it listens to its button itself. */
  async #openExpressions() {
    const { ExpressionsView } = await expressionsView(saidBy(element("expressions-switch")));
    this.expressions = new ExpressionsView((on) => this.sight.switchExpressions(on));
    this.expressions.switch(true);
  }

  /** A hub that is plugged in tells of each of its devices, many times over. */
  #offer = onceMore(async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const cameras = devices.filter(({ kind }) => kind === "videoinput");
    this.selfView.offer(cameras, this.sight.camera.current);
  });

  /**
   * @param {Seat} seat
   * @param {Partial<import("./self_view.js").Choice>} change
   */
  async #choose(seat, change) {
    seat.keep(change);
    if (change.camera !== undefined) await this.sight.useCamera(change.camera);
  }
}
