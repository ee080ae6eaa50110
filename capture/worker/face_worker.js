/** @file The worker's entry: FaceMesh behind the observer. A classic script, because FaceMesh calls importScripts. */

importScripts("/capture/worker/dom_shim.js");
importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);

const page = /** @type {import("/capture/worker/messages.js").Port} */ (/** @type {unknown} */ (self));

Promise.all([
  import("/capture/worker/observer.js"),
  import("/capture/worker/face_mesh.js"),
  import("/capture/worker/fastest_engine.js"),
]).then(
  ([{ observe }, { openFaceMesh }, { quickest }]) =>
    observe(page, async ({ known }) =>
      quickest(await openFaceMesh(), known, (told) => page.postMessage(told)),
    ),
  // A browser whose workers import no modules, or a module that did not arrive: neither tells which it is.
  (error) => page.postMessage({ type: "failed", trouble: "unloaded", message: String(error) }),
);
