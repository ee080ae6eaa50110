/** @file Engine cache: which engine was quicker in this browser, by the name of what WebGL draws with. */

import { device } from "../look/storage.js";

/** @typedef {import("./worker/messages.js").Choice} Choice */

const KEY = "readroom engines";
const APPLE_TOUCH = /iPhone|iPad|iPod/;

/** @type {Record<string, Choice>} */
const here = {};

/** @returns {import("./worker/messages.js").Known} */
export function recallEngines() {
  return { choices: { ...stored(), ...here }, contest: !isAppleTouch() };
}

/**
 * @param {string} renderer
 * @param {Choice} choice
 * @param {boolean} decided else it is what to stay with should this worker end before it knows
 */
export function rememberEngine(renderer, choice, decided) {
  here[renderer] = choice;
  if (decided) device.writeObject(KEY, { ...stored(), [renderer]: choice });
}

/** FaceMesh itself computes on the processor there, whatever the chip can do. */
function isAppleTouch() {
  const { platform, maxTouchPoints } = navigator;
  return APPLE_TOUCH.test(platform) || (platform.startsWith("Mac") && maxTouchPoints > 1);
}

/** @returns {Record<string, Choice>} */
function stored() {
  const choices = Object.entries(device.readObject(KEY)).filter(([, choice]) => isChoice(choice));
  return /** @type {Record<string, Choice>} */ (Object.fromEntries(choices));
}

/** @param {any} kept */
function isChoice(kept) {
  const times = kept?.times;
  const measured = Number.isFinite(times?.cpu) && Number.isFinite(times?.webgl);
  return (kept?.engine === "cpu" && times === null) || (["cpu", "webgl"].includes(kept?.engine) && measured);
}
