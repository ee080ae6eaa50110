/** @file Finder: MediaPipe's face detector for tiles, and FaceMesh for one head at a time. */

import { Failure } from "../worker/failure.js";

// What the detector for Python keeps to, whatever it is asked for: below it collars and curtains are faces.
const DETECTION = { model: "full", minDetectionConfidence: 0.6, useCpuInference: true };
const MESH = {
  maxNumFaces: 1,
  refineLandmarks: false,
  minDetectionConfidence: 0.3,
  minTrackingConfidence: 0.5,
  useCpuInference: true,
};

/** @typedef {import("../../signals/audience/merging.js").Box} Box */
/** @typedef {import("../../signals/maths/geometry.js").Points} Points */
/**
 * `faces` are shares of the picture's sides; `head` is the landmarks of the one face in a picture, empty without one.
 * @typedef {{faces: (picture: OffscreenCanvas) => Promise<Box[]>, head: (picture: OffscreenCanvas) => Promise<Points>}} Finder
 */

/**
 * @param {boolean} withHeads whether directions are wanted; without them FaceMesh is not even fetched
 * @returns {Promise<Finder>}
 */
export async function openFinder(withHeads) {
  if (typeof WebAssembly === "undefined") throw new Failure("browser", "no WebAssembly in the worker");
  // Pictures reach either library through WebGL, whatever computes.
  if (new OffscreenCanvas(1, 1).getContext("webgl2") === null)
    throw new Failure("webgl", "no WebGL in the worker");
  const faces = await openDetector();
  return { faces, head: withHeads ? await openMesh() : async () => new Float64Array(0) };
}

async function openDetector() {
  const detection = new FaceDetection({ locateFile: (file) => `${FACE_DETECTION_FOLDER}/${file}` });
  /** @type {Box[]} */
  let found = [];
  detection.onResults(({ detections }) => {
    found = detections.map(({ boundingBox: { xCenter, yCenter, width, height } }) => [
      xCenter - width / 2,
      yCenter - height / 2,
      width,
      height,
    ]);
  });
  detection.setOptions(DETECTION);
  await detection.initialize();
  return async (/** @type {OffscreenCanvas} */ picture) => {
    found = [];
    await detection.send({ image: /** @type {any} */ (picture) });
    return found;
  };
}

async function openMesh() {
  // Both libraries leave their loader under these names, and each would take the other's for its own.
  Object.assign(self, {
    createMediapipeSolutionsWasm: undefined,
    createMediapipeSolutionsPackedAssets: undefined,
  });
  importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);
  const mesh = new FaceMesh({ locateFile: (file) => `${FACE_MESH_FOLDER}/${file}` });
  let points = new Float64Array(0);
  mesh.onResults(({ multiFaceLandmarks: [face = []] }) => {
    points = Float64Array.from(face.flatMap(({ x, y, z }) => [x, y, z]));
  });
  mesh.setOptions(MESH);
  await mesh.initialize();
  const nobody = blank();
  return async (/** @type {OffscreenCanvas} */ picture) => {
    // FaceMesh looks first where its last face was: after a picture of nobody it knows of none.
    await mesh.send({ image: /** @type {any} */ (nobody) });
    points = new Float64Array(0);
    await mesh.send({ image: /** @type {any} */ (picture) });
    return points;
  };
}

function blank() {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext("2d")?.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}
