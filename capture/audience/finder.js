/** @file Finder: MediaPipe's face detector for tiles, and FaceMesh for a sheet of heads. */

import { Failure } from "../worker/failure.js";
import { sparePictures } from "../worker/no_bitmaps.js";

// What the detector for Python keeps to, whatever it is asked for: below it collars and curtains are faces.
const DETECTION = { model: "full", minDetectionConfidence: 0.6, useCpuInference: true };
const MESH = {
  refineLandmarks: false,
  minDetectionConfidence: 0.3,
  minTrackingConfidence: 0.5,
  useCpuInference: true,
};
// FaceMesh looks first where its last faces were. A relay gives a second graph that finds them anew in each picture.
const [TRACKING_GRAPH, UNTRACKED_GRAPH] = ["face_mesh.binarypb", "face_mesh_untracked.binarypb"];

/** @typedef {import("../../signals/audience/merging.js").Box} Box */
/** @typedef {import("../../signals/maths/geometry.js").Points} Points */
/**
 * `faces` are shares of the picture's sides; `heads` are the landmarks of all, in such shares.
 * @typedef {{faces: (picture: OffscreenCanvas) => Promise<Box[]>, heads: (picture: OffscreenCanvas) => Promise<Points[]>}} Finder
 */

/**
 * @param {number} heads how many a picture has at most; where none are asked for FaceMesh is not even fetched
 * @returns {Promise<Finder>}
 */
export async function openFinder(heads) {
  if (typeof WebAssembly === "undefined") throw new Failure("browser", "no WebAssembly in the worker");
  // Pictures reach either library through WebGL, whatever computes.
  if (new OffscreenCanvas(1, 1).getContext("webgl2") === null)
    throw new Failure("webgl", "no WebGL in the worker");
  sparePictures();
  const faces = await openDetector();
  return { faces, heads: heads > 0 ? await openMesh(heads) : async () => [] };
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

/** @param {number} heads */
async function openMesh(heads) {
  // Both libraries leave their loader under these names, and each would take the other's for its own.
  Object.assign(self, {
    createMediapipeSolutionsWasm: undefined,
    createMediapipeSolutionsPackedAssets: undefined,
  });
  importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);
  const mesh = new FaceMesh({
    locateFile: (file) => `${FACE_MESH_FOLDER}/${file.replace(TRACKING_GRAPH, UNTRACKED_GRAPH)}`,
  });
  /** @type {Points[]} */
  let found = [];
  mesh.onResults(({ multiFaceLandmarks }) => {
    found = multiFaceLandmarks.map((face) => Float64Array.from(face.flatMap(({ x, y, z }) => [x, y, z])));
  });
  mesh.setOptions({ ...MESH, maxNumFaces: heads });
  await mesh.initialize();
  return async (/** @type {OffscreenCanvas} */ picture) => {
    found = [];
    await mesh.send({ image: /** @type {any} */ (picture) });
    return found;
  };
}
