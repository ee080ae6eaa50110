/**
 * @file Tries, from inside a worker and from every worker it can start, each way onto the network that a worker has.
 * tests/browser/worker_routes.py serves it among the product's scripts, or runs it inside the product's own worker.
 */

/** @typedef {{own: string, foreign: string, nested: string[]}} Given two origins, and scripts to start workers of */
/** @typedef {{worker: string, through: string[]}} Tried the names of the ways that got through */

const NO_ANSWER_MS = 15_000;
const scope = /** @type {any} */ (self);

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

const asked = (/** @type {string} */ url) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.onload = resolve;
    request.onerror = reject;
    request.open("POST", url);
    request.send("landmarks");
  });

/** @type {(given: Given) => Record<string, () => unknown>} */
const routes = ({ own, foreign }) => ({
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
  "cache own": async () => (await caches.open("leak")).add(`${own}/healthz`),
  "import own page script": () => import(`${own}/teacher/board/main.js`),
  "import foreign": () => import(`${foreign}/module.js`),
  "importScripts own other": () => importScripts(`${own}/protocol/connection.js`),
  "importScripts foreign": () => importScripts(`${foreign}/script.js`),
  "font foreign": () => new FontFace("leak", `url(${foreign}/font)`).load(),
});

/** What a worker of a script says of itself; nothing where it is not allowed to start.
 * @param {string} script
 * @param {WorkerOptions} options
 * @param {Given} given
 * @returns {Promise<Tried[]>}
 */
const nest = (script, options, given) =>
  new Promise((resolve) => {
    const worker = new Worker(script, options);
    worker.onerror = () => resolve([]);
    worker.onmessage = ({ data }) => data.tried && resolve(data.tried);
    worker.postMessage({ routes: { ...given, nested: [] } });
    setTimeout(() => resolve([]), NO_ANSWER_MS);
  });

/** @param {Given} given */
const nestAll = (given) => {
  const ways = given.nested.flatMap((script) => [
    nest(script, {}, given),
    nest(script, { type: "module" }, given),
  ]);
  return Promise.all(ways.map((way) => way.catch(() => []))); // refused as it was made
};

/** @param {Given} given */
scope.tryRoutes = async (given) => {
  const through = [];
  for (const [name, attempt] of Object.entries(routes(given))) {
    try {
      await attempt();
      through.push(name);
    } catch {
      // refused, as it must be
    }
  }
  const tried = (await nestAll(given)).flat();
  return [{ worker: scope.location.href.replace(given.own, ""), through }, ...tried];
};

scope.addEventListener("message", async (/** @type {MessageEvent} */ { data }) => {
  if (data.routes) scope.postMessage({ tried: await scope.tryRoutes(data.routes) });
});
