/** @file DOM shim: the few parts of a page that FaceMesh needs, for a worker that has none. */

// A browser keeps these files for ever, so their version stands in their path; package.json pins the same.
const FACE_MESH_FOLDER = "/vendor/face_mesh/0.4.1633559619";

(() => {
  const noop = () => {};

  /** A script element whose insertion loads the script at once, as FaceMesh waits for its `load`. */
  class ScriptElement extends EventTarget {
    src = "";

    /**
     * @param {string} name
     * @param {string} value
     */
    setAttribute(name, value) {
      if (name === "src") this.src = value;
    }
  }

  /** @param {unknown} element */
  function append(element) {
    if (!(element instanceof ScriptElement)) return element;
    importScripts(element.src);
    queueMicrotask(() => element.dispatchEvent(new Event("load")));
    return element;
  }

  /** A canvas whose WebGL context may be taken away: FaceMesh then finds nothing for ever, and never says so. */
  function createCanvas() {
    const canvas = new OffscreenCanvas(1, 1);
    canvas.addEventListener("webglcontextlost", () => self.postMessage({ type: "lost" }));
    return canvas;
  }

  /** @param {string} tag */
  function createElement(tag) {
    return tag === "canvas" ? createCanvas() : new ScriptElement();
  }

  const parent = { appendChild: append, append };
  const document = {
    createElement,
    body: parent,
    head: parent,
    currentScript: { src: `${self.location.origin}${FACE_MESH_FOLDER}/face_mesh.js` },
    querySelector: () => null,
    getElementById: () => null,
    addEventListener: noop,
    removeEventListener: noop,
  };
  Object.assign(self, { window: self, document });
})();
