/** @file FaceMesh as the observer's detector; the worker's script has loaded it into the global scope before. */

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

/** @returns {Promise<import("./observer.js").Detector>} */
export async function openFaceMesh() {
  // Without it FaceMesh initialises and then fails at every frame with a message about something else.
  if (new OffscreenCanvas(1, 1).getContext("webgl2") === null) throw new NoWebGlError("no WebGL");
  const faceMesh = new FaceMesh({ locateFile: (file) => `${FACE_MESH_FOLDER}/${file}` });
  faceMesh.setOptions(OPTIONS);
  /** @type {number[][][]} */
  let faces = [];
  faceMesh.onResults(({ multiFaceLandmarks }) => {
    faces = multiFaceLandmarks.map((face) => face.map(({ x, y, z }) => [x, y, z]));
  });
  await faceMesh.initialize();
  return {
    strokes: strokes(),
    async detect(picture) {
      await faceMesh.send({ image: /** @type {any} */ (picture) });
      return faces;
    },
  };
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
