/** @file The worker's entry: FaceMesh behind the observer. A classic script, because FaceMesh calls importScripts. */

importScripts("/student/page_stand_in.js");
importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);

Promise.all([
  import("/student/observer.js"),
  import("/student/face_mesh.js"),
  import("/student/quickest.js"),
]).then(([{ observe }, { openFaceMesh }, { quickest }]) => {
  const port = /** @type {import("/student/observer.js").Port} */ (/** @type {unknown} */ (self));
  observe(port, async ({ known }) => quickest(await openFaceMesh(), known, (told) => port.postMessage(told)));
});
