/** @file What the teacher set for the hint, kept on this device from lesson to lesson. */

import { DEFAULTS } from "./hint.js";

/** @typedef {import("./hint.js").HintSettings} HintSettings */

const KEY = "readroom.hint";
const LEAST_SHARE = 0.05;
const MOST_SECONDS = 600;

/**
 * @param {Pick<Storage, "getItem">} storage
 * @returns {HintSettings}
 */
export function readSettings(storage) {
  try {
    return settingsFrom(JSON.parse(storage.getItem(KEY) ?? "{}"));
  } catch {
    // Somebody else's words under our key, or storage that is switched off.
    return { ...DEFAULTS };
  }
}

/**
 * @param {Pick<Storage, "setItem">} storage
 * @param {HintSettings} settings
 */
export function keepSettings(storage, settings) {
  try {
    storage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has them for this lesson.
  }
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
