/** @file In place of the worker's entry, in tests only: a detector that keeps the core busy, and minds being asked twice. */

const BUSY_MS = 400;

/** @returns {Promise<import("../../capture/worker/observer.js").Detector>} */
async function openSlow() {
  let busy = false;
  return {
    strokes: [],
    async detect() {
      if (busy) throw new Error("asked for a second frame before the first was answered");
      busy = true;
      const until_ms = performance.now() + BUSY_MS;
      while (performance.now() < until_ms);
      await new Promise((resolve) => setTimeout(resolve, 0));
      busy = false;
      return [];
    },
  };
}

import("/capture/worker/observer.js").then(({ observe }) =>
  observe(
    /** @type {import("../../capture/worker/messages.js").Port} */ (/** @type {unknown} */ (self)),
    openSlow,
  ),
);
