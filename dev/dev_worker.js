/** @file The developer page's worker, served only with --dev: it hands out what the ordinary worker keeps to itself. */

importScripts("/capture/worker/dom_shim.js");
importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);

// As offline/recordings/writing.py, held equal by test; rounded before the pipeline sees them, so that a replay sees the same.
const STEPS_PER_UNIT = 1e5;

/** @param {number} coordinate */
function rounded(coordinate) {
  return Math.round(coordinate * STEPS_PER_UNIT) / STEPS_PER_UNIT;
}

/** @returns {Promise<import("/capture/worker/observer.js").Detector>} */
async function openRounded() {
  const { openFaceMesh } = await import("/capture/worker/face_mesh.js");
  const { strokes, detect } = await openFaceMesh();
  return {
    strokes,
    async detect(picture) {
      // One engine for a whole recording: the two differ by fractions of a pixel.
      const faces = await detect(picture, "cpu");
      return faces.map((face) => face.map((point) => point.map(rounded)));
    },
  };
}

const developerPage = /** @type {import("/capture/worker/messages.js").Port} */ (
  /** @type {unknown} */ (self)
);

import("/capture/worker/observer.js").then(
  ({ observe }) =>
    observe(developerPage, openRounded, {
      tell: (report, seen) => ({ ...report, seen }),
      // The page's source sets the pace.
      leastMs: 0,
      mostMs: 0,
    }),
  (error) =>
    developerPage.postMessage({
      type: "failed",
      trouble: "unloaded",
      message: `The worker's modules did not load: ${error}`,
    }),
);
