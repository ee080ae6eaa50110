/** @file In place of the worker's entry, in tests only: plays a recording's landmarks where FaceMesh would find them. */

/** @returns {Promise<import("../../capture/worker/observer.js").Detector>} */
async function openRecording() {
  const answer = await fetch("/vendor/face_mesh/recording.json");
  /** @type {{t_s: number, faces: number[][][]}[]} */
  const frames = await answer.json();
  const began_ms = performance.now();
  return {
    strokes: [],
    async detect() {
      const elapsed_s = (performance.now() - began_ms) / 1000;
      return frames.findLast(({ t_s }) => t_s <= elapsed_s)?.faces ?? [];
    },
  };
}

import("/capture/worker/observer.js").then(({ observe }) =>
  observe(
    /** @type {import("../../capture/worker/messages.js").Port} */ (/** @type {unknown} */ (self)),
    openRecording,
  ),
);
