/** @file Feature detection: which of the browser features that face labels need are missing, before the camera opens. */

/** @type {Record<string, () => boolean>} */
const NEEDED = {
  Worker: () => "Worker" in window,
  OffscreenCanvas: () => "OffscreenCanvas" in window,
  transferControlToOffscreen: () => "transferControlToOffscreen" in HTMLCanvasElement.prototype,
  createImageBitmap: () => "createImageBitmap" in window,
  WebAssembly: () => typeof window.WebAssembly === "object" && window.WebAssembly !== null,
};

/** @returns {string[]} the names of those this browser lacks */
export function missingAbilities() {
  return Object.keys(NEEDED).filter((name) => NEEDED[name]?.() !== true);
}
