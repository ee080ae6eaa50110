/** @file The worker's entry: FaceMesh behind the observer. A classic script, because FaceMesh calls importScripts. */

importScripts("/student/page_stand_in.js");
importScripts(`${FACE_MESH_FOLDER}/face_mesh.js`);

Promise.all([import("/student/observer.js"), import("/student/face_mesh.js")]).then(
  ([{ observe }, { openFaceMesh }]) => observe(/** @type {any} */ (self), openFaceMesh),
);
