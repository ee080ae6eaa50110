/** @file Since which version a browser has a feature, by MDN's browser-compat-data. */

import { readFileSync } from "node:fs";

/** @typedef {{version_added: string | boolean | null, flags?: unknown, prefix?: string, alternative_name?: string}} Statement */

const DATA = new URL("../../node_modules/@mdn/browser-compat-data/data.json", import.meta.url);

/** @type {any} */
const data = JSON.parse(readFileSync(DATA, "utf-8"));

/** @param {string} path */
export const isKnown = (path) => featureAt(path) !== undefined;

/**
 * @param {string} path
 * @param {string} browser
 * @returns {string | null} the first version with it under its own name, null where there is none
 */
export function supportOf(path, browser) {
  const support = featureAt(path)?.support[browser];
  if (support === undefined) throw new Error(`The compatibility data say nothing of ${path} in ${browser}.`);
  /** @type {Statement[]} */
  const statements = [support].flat();
  const versions = statements
    .filter(({ flags, prefix, alternative_name }) => !flags && !prefix && !alternative_name)
    .flatMap(({ version_added: version }) =>
      typeof version === "string" && version !== "preview" ? [version] : [],
    )
    .map((version) => version.replace("≤", ""));
  return versions.toSorted((a, b) => (isWithin(a, b) ? -1 : 1))[0] ?? null;
}

/**
 * @param {string | null} since
 * @param {string} oldest
 * @returns {boolean} whether a version has what came with another
 */
export function isWithin(since, oldest) {
  if (since === null) return false;
  const [needed, there] = [since, oldest].map((version) => version.split(".").map(Number));
  const [major = 0, minor = 0] = needed ?? [];
  const [ownMajor = 0, ownMinor = 0] = there ?? [];
  return major < ownMajor || (major === ownMajor && minor <= ownMinor);
}

/** @param {string} path */
function featureAt(path) {
  let node = data;
  for (const name of path.split(".")) {
    if (!Object.hasOwn(node, name)) return undefined;
    node = node[name];
  }
  return node.__compat;
}
