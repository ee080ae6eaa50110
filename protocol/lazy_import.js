/** @file Lazy import: loads a part of a page when it is first needed, and tries again until it arrives. */

/** @typedef {(lost: boolean) => void} OnLost true where a part did not come and is waited for, false once it is there */

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;
const LONGER = 2;
const ADDRESS = /\w+:\/\/\S+/;

/**
 * @template T
 * @param {() => Promise<T>} load such as `() => import("./question.js")`
 * @param {(ms: number) => Promise<void>} [wait] until another try is worth it
 * @returns {(onLost?: OnLost) => Promise<T>} asks for the part, once for all who call; it never rejects for a network
 *   that is away, and does for a part that came and is broken
 */
export function late(load, wait = untilOnlineOr) {
  /** @type {Promise<T> | null} */
  let coming = null;
  let lost = false;
  /** @type {Set<OnLost>} */
  const listeners = new Set();
  const tell = (/** @type {boolean} */ now) => {
    lost = now;
    for (const listener of listeners) listener(lost);
  };
  return async (onLost = () => {}) => {
    listeners.add(onLost);
    if (lost) onLost(true);
    coming ??= untilItComes(load, wait, () => tell(true));
    const part = await coming;
    if (lost) tell(false);
    listeners.clear();
    return part;
  };
}

/**
 * @param {string} address of a classic script
 * @returns {Promise<void>}
 */
export function loadScript(address) {
  const script = document.createElement("script");
  script.src = address;
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new TypeError(`${address} did not come`)));
  });
  document.head.append(script);
  return loaded;
}

/**
 * @template T
 * @param {() => Promise<T>} load
 * @param {(ms: number) => Promise<void>} wait
 * @param {() => void} onLost
 * @returns {Promise<T>}
 */
async function untilItComes(load, wait, onLost) {
  let before = null;
  for (let tries = 0, ms = FIRST_WAIT_MS; ; tries += 1, ms = Math.min(LONGEST_WAIT_MS, ms * LONGER)) {
    try {
      return await (tries === 0 ? load() : loadAgain(load, tries));
    } catch (error) {
      // A part that came and failed fails with the very same error for ever; what did not come, with a new one each time.
      if (!(error instanceof TypeError) || error === before) throw error;
      before = error;
    }
    onLost();
    await wait(ms);
  }
}

/**
 * Chrome before 156 and Firefox before 155 keep the failure for the address until the page is left
 * (`javascript.operators.import.http_errors_not_cached` in browser-compat-data), and both name the address: there it is
 * asked for under another. For what such a part imports itself only loading the page again helps, which the pages offer.
 * @template T
 * @param {() => Promise<T>} load
 * @param {number} tries
 * @returns {Promise<T>}
 */
async function loadAgain(load, tries) {
  try {
    return await load();
  } catch (error) {
    const [address] = ADDRESS.exec(String(error)) ?? [];
    if (!(error instanceof TypeError) || address === undefined) throw error;
    return import(`${address}?again=${tries}`);
  }
}

/**
 * @param {number} ms at the longest: a network that comes back is no reason to wait on
 * @returns {Promise<void>}
 */
function untilOnlineOr(ms) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
  });
}
