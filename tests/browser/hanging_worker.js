/** @file In place of the worker's entry, in tests only: finds nobody for a while, and then hangs in mid-frame. */

const FRAMES_BEFORE = 10;

let seen = 0;

/** @returns {Promise<import("../../capture/worker/observer.js").Detector>} */
async function openHanging() {
  return {
    strokes: [],
    detect() {
      seen += 1;
      return seen <= FRAMES_BEFORE ? Promise.resolve([]) : new Promise(() => {});
    },
  };
}

import("/capture/worker/observer.js").then(({ observe }) =>
  observe(
    /** @type {import("../../capture/worker/messages.js").Port} */ (/** @type {unknown} */ (self)),
    openHanging,
  ),
);
