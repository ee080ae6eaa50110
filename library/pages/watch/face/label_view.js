/** @file Label view: one's own label on the watch page, what is missing of it, and what of it is told. */

import { element, setText } from "../../../../look/dom.js";
import { listText } from "../../../../look/locale.js";
import { shapeOf } from "../../../../look/shapes.js";
import { cueWords, stateWords } from "../../../../look/words.js";
import { CalibrationTime } from "../../../../student/panels/calibration_time.js";
import { calibrationWords, reasonWords } from "../../../../student/panels/label_view.js";
import { text } from "../../text.js";

/** @typedef {import("../../../../protocol/messages.js").Label} Label */
/** @typedef {import("../../../../capture/worker/messages.js").Aside} Aside */
/** @typedef {import("../../../../protocol/states.js").State} State */

const now_s = () => performance.now() / 1000;

export class LabelView {
  #calibrationTime = new CalibrationTime();

  /**
   * @param {Label} label
   * @param {Aside} [aside]
   */
  show({ state, cues }, { progress, reason } = { progress: null, reason: null }) {
    const box = element("my-state");
    if (box.dataset.state !== state || element("state-shape").childElementCount === 0)
      element("state-shape").replaceChildren(shapeOf(state));
    box.dataset.state = state;
    setText(element("state-word"), stateWords(state));
    setText(element("cue-words"), state === "unknown" ? "" : listText(cues.map(cueWords)));
    setText(element("reason"), reason === null ? "" : reasonWords(reason, state));
    const learns = state === "calibrating";
    element("calibration-box").hidden = !learns;
    const remaining_s = this.#calibrationTime.update(learns ? progress : null, now_s());
    setText(
      element("calibration-words"),
      reason === null && learns ? calibrationWords(progress, remaining_s) : "",
    );
    /** @type {HTMLProgressElement} */ (element("calibration")).value = progress ?? 0;
  }

  /** @param {"watching" | "paused" | "rests" | "off"} how @param {State | null} state */
  tell(how, state) {
    if (how !== "watching") setText(element("face-told"), text(`face.${how}`));
    else
      setText(
        element("face-told"),
        state === null ? text("face.told_nothing") : text("face.told", { state: stateWords(state) }),
      );
  }
}
