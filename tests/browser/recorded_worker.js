/** @file In place of the worker's entry, in tests only: plays a recording's landmarks where FaceMesh would find them. */

/** @returns {Promise<import("../../capture/worker/observer.js").Detector>} */
async function openRecording() {
  const answer = await fetch("/vendor/face_mesh/recording.json");
  /** @type {{t_s: number, faces: number[][][], from_the_start?: boolean}[]} */
  const frames = await answer.json();
  let began_ms = performance.now();
  return {
    strokes: [],
    async detect() {
      const now_ms = performance.now();
      const frame = frames.findLast(({ t_s }) => t_s <= (now_ms - began_ms) / 1000);
      if (frame?.from_the_start) began_ms = now_ms;
      return frame?.faces ?? [];
    },
  };
}

import("/capture/worker/observer.js").then(({ observe }) =>
  observe(
    /** @type {import("../../capture/worker/messages.js").Port} */ (/** @type {unknown} */ (self)),
    openRecording,
  ),
);
