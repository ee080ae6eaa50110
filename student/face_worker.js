/** @file The worker's entry: FaceMesh behind the observer. A classic script, because FaceMesh calls importScripts. */

importScripts("/student/page_stand_in.js", "/vendor/face_mesh/face_mesh.js");

/** Raised where this browser draws no WebGL in a worker, which FaceMesh computes with. */
class NoWebGlError extends Error {
  /** @override */
  name = "NoWebGlError";
}

// One more face than a student has: the second is what an alert needs to know of.
const OPTIONS = {
  maxNumFaces: 2,
  refineLandmarks: true,
  minDetectionConfidence: 0.5,
  minTrackingConfidence: 0.5,
};

const STROKES = [
  ...FACEMESH_FACE_OVAL,
  ...FACEMESH_LEFT_EYE,
  ...FACEMESH_RIGHT_EYE,
  ...FACEMESH_LEFT_EYEBROW,
  ...FACEMESH_RIGHT_EYEBROW,
  ...FACEMESH_LIPS,
];

/** @returns {Promise<import("./observer.js").Detector>} */
async function openFaceMesh() {
  // Without it FaceMesh initialises and then fails at every frame with a message about something else.
  if (new OffscreenCanvas(1, 1).getContext("webgl2") === null) throw new NoWebGlError("no WebGL");
  const faceMesh = new FaceMesh({ locateFile: (file) => `/vendor/face_mesh/${file}` });
  faceMesh.setOptions(OPTIONS);
  /** @type {number[][][]} */
  let faces = [];
  faceMesh.onResults(({ multiFaceLandmarks }) => {
    faces = multiFaceLandmarks.map((face) => face.map(({ x, y, z }) => [x, y, z]));
  });
  await faceMesh.initialize();
  return {
    strokes: STROKES,
    async detect(picture) {
      await faceMesh.send({ image: /** @type {any} */ (picture) });
      return faces;
    },
  };
}

import("/student/observer.js").then(({ observe }) => observe(/** @type {any} */ (self), openFaceMesh));
