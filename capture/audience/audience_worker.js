/** @file The worker's entry: face detector and FaceMesh behind the counter. A classic script, because both call importScripts. */

// A browser keeps these files for ever, so their version stands in their path; package.json pins the same.
const FACE_DETECTION_FOLDER = "/vendor/face_detection/0.4.1646425229";

importScripts("/capture/worker/dom_shim.js");
importScripts(`${FACE_DETECTION_FOLDER}/face_detection.js`);

const room = /** @type {import("/capture/audience/messages.js").AudiencePort} */ (
  /** @type {unknown} */ (self)
);

Promise.all([import("/capture/audience/counter.js"), import("/capture/audience/finder.js")]).then(
  ([{ countAudience }, { openFinder }]) => countAudience(room, openFinder),
  // A browser whose workers import no modules, or a module that did not arrive: neither tells which it is.
  (error) => room.postMessage({ type: "failed", trouble: "unloaded", message: String(error) }),
);
