/** @file What this browser remembers of engines: which was the quicker one, by the name of what WebGL draws with. */

/** @typedef {import("./contest.js").Choice} Choice */

const KEY = "readroom engines";
const APPLE_TOUCH = /iPhone|iPad|iPod/;

/** @type {Record<string, Choice>} */
const here = {};

/** @returns {import("./quickest.js").Known} */
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
  if (decided) store({ ...stored(), [renderer]: choice });
}

/** FaceMesh itself computes on the processor there, whatever the chip can do. */
function isAppleTouch() {
  const { platform, maxTouchPoints } = navigator;
  return APPLE_TOUCH.test(platform) || (platform.startsWith("Mac") && maxTouchPoints > 1);
}

/** @returns {Record<string, Choice>} */
function stored() {
  try {
    const entries = Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
    return Object.fromEntries(entries.filter(([, choice]) => isChoice(choice)));
  } catch {
    return {}; // storage switched off, or not ours: it is measured again
  }
}

/** @param {any} kept */
function isChoice(kept) {
  const times = kept?.times;
  const measured = Number.isFinite(times?.cpu) && Number.isFinite(times?.webgl);
  return (kept?.engine === "cpu" && times === null) || (["cpu", "webgl"].includes(kept?.engine) && measured);
}

/** @param {Record<string, Choice>} choices */
function store(choices) {
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // see stored
  }
}
