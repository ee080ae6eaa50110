/** @file The worker of pipeline_speed.py: times the pipeline on recorded frames, and beside the real FaceMesh. */

importScripts("/capture/worker/dom_shim.js");
importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);

/** @typedef {import("../../signals/face/frame.js").Frame} TimedFrame */
/** @typedef {{parameters: any, picture: ImageBitmap, shots: number}} BenchOrder */

const FRAME_S = 0.2;
const LUMA = 128;
// From the fourth on, no pass is faster than the one before: all code is compiled.
const PASSES = 5;

/**
 * @param {any} parameters
 * @param {TimedFrame[]} frames
 * @returns {Promise<number[]>} microseconds of each frame
 */
async function timePipeline(parameters, frames) {
  const { Pipeline } = await import("../../signals/pipeline.js");
  const pipeline = new Pipeline(parameters, { proctoring: true });
  return frames.map((frame) => {
    const began = performance.now();
    pipeline.update(frame);
    return (performance.now() - began) * 1000;
  });
}

/**
 * @param {BenchOrder} order
 * @returns {Promise<{face_mesh_ms: number[], beside_us: number[]}>} of each shot, one right after the other
 */
async function timeFaceMesh({ parameters, picture, shots }) {
  const { Pipeline } = await import("../../signals/pipeline.js");
  const { openFaceMesh } = await import("/capture/worker/face_mesh.js");
  const { detect } = await openFaceMesh();
  await detect(picture, "cpu"); // makes its graphs, for seconds
  const pipeline = new Pipeline(parameters, { proctoring: true });
  const { width, height } = picture;
  /** @type {{face_mesh_ms: number[], beside_us: number[]}} */
  const times = { face_mesh_ms: [], beside_us: [] };
  for (let shot = 0; shot < shots; shot += 1) {
    const began = performance.now();
    const faces = await detect(picture, "cpu");
    const found = performance.now();
    pipeline.update({ t_s: shot * FRAME_S, width, height, faces, luma: LUMA });
    times.face_mesh_ms.push(found - began);
    times.beside_us.push((performance.now() - found) * 1000);
  }
  return times;
}

self.addEventListener("message", async ({ data }) => {
  const answer = await fetch("/vendor/face_mesh/recording.json");
  const frames = await answer.json();
  const passes = [];
  for (let pass = 0; pass < PASSES; pass += 1) passes.push(await timePipeline(data.parameters, frames));
  postMessage({ cold_us: passes[0], warm_us: passes.at(-1), ...(await timeFaceMesh(data)) });
});
