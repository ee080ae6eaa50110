/** @file Hint settings, kept on this device from lesson to lesson. */

import { device } from "../../../look/storage.js";
import { DEFAULTS } from "./hint.js";

/** @typedef {import("./hint.js").HintSettings} HintSettings */

const KEY = "readroom.hint";
const LEAST_SHARE = 0.05;
const MOST_SECONDS = 600;

/** @returns {HintSettings} */
export function readSettings() {
  return settingsFrom(device.readObject(KEY));
}

/** @param {HintSettings} settings */
export function keepSettings(settings) {
  device.writeObject(KEY, settings);
}

/**
 * @param {Partial<Record<keyof HintSettings, unknown>>} kept
 * @returns {HintSettings} with the default wherever what was kept makes no sense
 */
export function settingsFrom(kept) {
  return {
    share: within(kept.share, LEAST_SHARE, 1) ?? DEFAULTS.share,
    seconds: within(kept.seconds, 1, MOST_SECONDS) ?? DEFAULTS.seconds,
    quiet: kept.quiet === true,
    sound: kept.sound === true,
    desktop: kept.desktop === true,
  };
}

/**
 * @param {unknown} value
 * @param {number} least
 * @param {number} most
 */
function within(value, least, most) {
  return typeof value === "number" && value >= least && value <= most ? value : null;
}
