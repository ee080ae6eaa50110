/**
 * @file Opens and closes a page's connection in every quick succession, and prints which lines are there afterwards:
 * `node closing.js URL CODE`.
 */

import { register } from "node:module";
import { setTimeout as pause } from "node:timers/promises";

const SETTLED_MS = 1500;
const [url = "", code = ""] = process.argv.slice(2);
Object.assign(globalThis, { location: new URL(url) });
register("../browser/faults/page_modules.js", import.meta.url);
const { Connection } = await import("../../protocol/connection.js");
await import("/vendor/socket.io.esm.min.js"); // so that the seconds below are the connections' own

function connection() {
  /** @type {string[]} */
  const met = [];
  const auth = () => ({ role: "student", code, name: null });
  const on = { joined: (/** @type {{student: string}} */ { student }) => met.push(student) };
  return Object.assign(new Connection({ code, auth, on, onLine: () => {} }), { met });
}

/** @type {Record<string, (one: ReturnType<typeof connection>) => unknown>} */
const SUCCESSIONS = {
  "closed while it opens": (one) => [one.open(), one.close()],
  "opened twice": (one) => [one.open(), one.open()],
  "closed before it opens again": (one) => [one.reopenIn(100), one.close()],
  "opened before it opens again": (one) => [one.reopenIn(100), one.open()],
};

const seen = Object.entries(SUCCESSIONS).map(([name, act]) => {
  const one = connection();
  act(one);
  return { name, one };
});
await pause(SETTLED_MS);
const lines = seen.map(({ name, one }) => [name, { online: one.online, joined: one.met.length }]);
console.log(JSON.stringify(Object.fromEntries(lines)));
process.exit(0);
