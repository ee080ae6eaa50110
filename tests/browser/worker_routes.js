/**
 * @file Tries, from inside the worker, every way onto the network that a worker has; run by test_privacy.py.
 * Answers the names of those that got through.
 */
async (/** @type {{own: string, foreign: string}} */ { own, foreign }) => {
  const socketTo = (/** @type {string} */ base) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(base.replace("http", "ws"));
      socket.onopen = resolve;
      socket.onerror = reject;
    });
  const eventsFrom = (/** @type {string} */ url) =>
    new Promise((resolve, reject) => {
      const events = new EventSource(url);
      events.onopen = resolve;
      events.onerror = reject;
    });
  const nested = (/** @type {string} */ url) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(url);
      worker.onerror = reject;
      setTimeout(resolve, 1000);
    });
  const asked = (/** @type {string} */ url) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.onload = resolve;
      request.onerror = reject;
      request.open("POST", url);
      request.send("landmarks");
    });

  /** @type {Record<string, () => unknown>} */
  const routes = {
    "fetch own page": () => fetch(`${own}/healthz`),
    "fetch own signals": () => fetch(`${own}/signals/parameters.json`),
    "post to rooms": () => fetch(`${own}/rooms`, { method: "POST", body: "landmarks" }),
    "fetch foreign": () => fetch(`${foreign}/fetch`, { mode: "no-cors" }),
    "xhr own": () => asked(`${own}/rooms`),
    "xhr foreign": () => asked(`${foreign}/xhr`),
    "socket own": () => socketTo(`${own}/socket.io/?EIO=4&transport=websocket`),
    "socket foreign": () => socketTo(`${foreign}/socket`),
    "events own": () => eventsFrom(`${own}/healthz`),
    "events foreign": () => eventsFrom(`${foreign}/events`),
    "import own page script": () => import(`${own}/teacher/main.js`),
    "import foreign": () => import(`${foreign}/module.js`),
    "importScripts own other": () => importScripts(`${own}/protocol/connection.js`),
    "importScripts foreign": () => importScripts(`${foreign}/script.js`),
    "nested worker": () => nested(`${own}/vendor/face_mesh/face_mesh.js`),
    "font foreign": () => new FontFace("leak", `url(${foreign}/font)`).load(),
  };
  const through = [];
  for (const [name, attempt] of Object.entries(routes)) {
    try {
      await attempt();
      through.push(name);
    } catch {
      // refused, as it must be
    }
  }
  return through;
};
