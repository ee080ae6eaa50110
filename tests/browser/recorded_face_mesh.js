/** @file In place of capture/worker/face_mesh.js, in tests only: finds in the n-th picture what a recording has as its n-th. */

/** @returns {Promise<import("../../capture/worker/face_mesh.js").EngineDetector>} */
export async function openFaceMesh() {
  const answer = await fetch("/vendor/face_mesh/recording.json");
  /** @type {{faces: number[][][]}[]} */
  const frames = await answer.json();
  return {
    renderer: "llvmpipe",
    strokes: [],
    detect: async () => frames.shift()?.faces ?? [],
  };
}
