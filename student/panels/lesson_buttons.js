/** @file Lesson buttons: which ones the lesson offers at this moment, and which are pressed. */

import { element } from "../../look/dom.js";
import { text } from "./text.js";

/**
 * @param {object} facts
 * @param {boolean} facts.camera the room's policy has one
 * @param {boolean} facts.open it is in use
 * @param {boolean} facts.paused
 */
export function showCamera({ camera, open, paused }) {
  element("self-view").hidden = !open;
  element("expressions").hidden = !open;
  element("recalibrate").hidden = !open;
  if (!open) element("camera-panels").hidden = true; // shown by what listens to them
  element("pause").hidden = !open && !paused;
  element("pause").textContent = text(paused ? "lesson.resume" : "lesson.pause");
  press("pause", paused);
  element("start-camera").hidden = !camera || open || paused;
}

/**
 * @param {"lost" | "hand" | "pause"} role
 * @param {boolean} pressed
 */
export function press(role, pressed) {
  element(role).setAttribute("aria-pressed", String(pressed));
}
