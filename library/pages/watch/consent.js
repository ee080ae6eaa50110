/** @file Consent of the watch page: what the course's policy tells of a face, in words and as the very message. */

import { element, setText } from "../../../look/dom.js";
import { POLICIES } from "../../../protocol/policies.js";
import { text as studentText } from "../../../student/panels/text.js";
import { text } from "../text.js";
import { toldState } from "./face/told_state.js";
import { BIN_S, Recorder } from "./recorder.js";

/** @typedef {import("../../../protocol/policies.js").Policy} Policy */

/** Before the choice, what a minute is like in which one is focused, then puzzled, and says so. */
const MINUTE = /** @type {const} */ ([
  [0, 40, "focused"],
  [40, 60, "confused"],
]);

/** @param {Policy} policy */
export function showConsent(policy) {
  const { camera } = POLICIES[policy];
  for (const role of [
    "consent-camera",
    "consent-picture",
    "consent-rests",
    "consent-guardian",
    "agree-camera",
  ])
    element(role).hidden = !camera;
  element("consent-stays").hidden = camera;
  element("consent-remembers").hidden = !camera;
  setText(element("example"), exampleOf(policy));
  if (!camera || policy === "self") return;
  setText(element("consent-camera"), text(`consent.camera.${policy}`));
  setText(element("consent-guardian"), studentText("consent.guardian"));
  setText(element("agree-camera"), studentText("consent.use_camera"));
  setText(element("agree"), text("consent.agree_self"));
  element("agree").classList.remove("primary");
}

/**
 * @param {Policy} policy
 * @returns {string} a message, made by what makes the real ones
 */
export function exampleOf(policy) {
  const recorder = new Recorder(
    12,
    () => false,
    () => {},
  );
  for (const [from_s, to_s, state] of MINUTE)
    for (let time_s = from_s; time_s < to_s; time_s += BIN_S) {
      recorder.play(time_s);
      if (POLICIES[policy].camera) recorder.saw(toldState({ state, cues: [], alerts: [] }, policy), 1);
    }
  recorder.press("lost", 59);
  return JSON.stringify({ ticket: "…", seq: 1, ...recorder.take(true) });
}
