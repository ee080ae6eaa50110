/**
 * @file In place of the worker's entry, in tests only: plays a recording over and over, and loses what it computes with,
 * or fails, when the channel "fault" says so.
 */

const fault = new BroadcastChannel("fault");
let failing = false;

fault.addEventListener("message", ({ data }) => {
  if (data === "lost") self.postMessage({ type: "lost" });
  else failing = true;
});

/** @returns {Promise<import("../../capture/worker/observer.js").Detector>} */
async function openRecording() {
  const answer = await fetch("/vendor/face_mesh/recording.json");
  /** @type {{t_s: number, faces: number[][][]}[]} */
  const frames = await answer.json();
  const began_ms = performance.now();
  return {
    strokes: [],
    async detect() {
      if (failing) throw new Error("failed on purpose");
      const elapsed_s = ((performance.now() - began_ms) / 1000) % (frames.at(-1)?.t_s ?? 1);
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
