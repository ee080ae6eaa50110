/** @file uPlot, fetched when there is something to draw, and asked for again where the server was away. */

const SCRIPT = "/vendor/uPlot.iife.min.js";
const LOAD_AGAIN_MS = 5000;

/** @type {Promise<void> | null} */
let loading = null;

/** @returns {Promise<void>} when `uPlot()` of plot.js can be called, however long the network takes to come back */
export function loadPlot() {
  loading ??= load();
  return loading;
}

async function load() {
  while (!(await loadScript(SCRIPT))) await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN_MS));
}

/**
 * @param {string} address
 * @returns {Promise<boolean>} false where the server was away
 */
function loadScript(address) {
  const script = document.createElement("script");
  script.src = address;
  /** @type {Promise<boolean>} */
  const loaded = new Promise((resolve) => {
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => resolve(false));
  });
  document.head.append(script);
  return loaded;
}
