/** @file FaceMesh as the observer's detector; the worker's script has loaded it into the global scope before. */

import { Failure } from "./failure.js";
import { sparePictures } from "./no_bitmaps.js";
import { rendererOf } from "./renderer.js";

// One more face than a student has: the second is what an alert needs to know of.
const OPTIONS = {
  maxNumFaces: 2,
  refineLandmarks: true,
  minDetectionConfidence: 0.5,
  minTrackingConfidence: 0.5,
};

/** @typedef {import("./messages.js").Engine} Engine */
/** @typedef {import("./overlay.js").Face} Face */
/** @typedef {{renderer: string, strokes: number[][], detect: (picture: ImageBitmap | ImageData, engine: Engine) => Promise<Face[]>}} EngineDetector */

/** @returns {Promise<EngineDetector>} which computes on any engine, and takes a while when it changes */
export async function openFaceMesh() {
  if (typeof WebAssembly === "undefined") throw new Failure("browser", "no WebAssembly in the worker");
  const renderer = nameRenderer();
  sparePictures();
  const faceMesh = new FaceMesh({ locateFile: (file) => `${FACE_MESH_FOLDER}/${file}` });
  /** @type {Face[]} */
  let faces = [];
  /** @type {Engine} */
  let current = "cpu";
  faceMesh.onResults(({ multiFaceLandmarks }) => {
    faces = multiFaceLandmarks.map((face) => face.map(({ x, y, z }) => [x, y, z]));
  });
  faceMesh.setOptions(optionsFor(current));
  await faceMesh.initialize();
  return {
    renderer,
    strokes: strokes(),
    async detect(picture, engine) {
      if (engine !== current) faceMesh.setOptions(optionsFor(engine));
      current = engine;
      await faceMesh.send({ image: /** @type {any} */ (picture) });
      return faces;
    },
  };
}

/** @param {Engine} engine */
function optionsFor(engine) {
  return { ...OPTIONS, useCpuInference: engine === "cpu" };
}

/** Pictures reach either engine through WebGL. */
function nameRenderer() {
  const context = new OffscreenCanvas(1, 1).getContext("webgl2");
  // Without it FaceMesh initialises and then fails at every frame with a message about something else.
  if (context === null) throw new Failure("webgl", "no WebGL in the worker");
  return rendererOf(context);
}

function strokes() {
  return [
    ...FACEMESH_FACE_OVAL,
    ...FACEMESH_LEFT_EYE,
    ...FACEMESH_RIGHT_EYE,
    ...FACEMESH_LEFT_EYEBROW,
    ...FACEMESH_RIGHT_EYEBROW,
    ...FACEMESH_LIPS,
  ];
}
