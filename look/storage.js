/**
 * @file What this browser keeps for the pages: the one place that touches its storage. A browser may refuse it (site data
 * blocked, private windows), or fail once: then a value stays in memory, and is written when storage works again.
 */

/** Owns the values of one storage, by key. Nothing here throws. */
export class BrowserStorage {
  /** @type {Map<string, string | null>} what storage has not taken yet; null for what is to be removed */
  #unwritten = new Map();

  /** @param {() => Storage} storage asked for at every use: in some browsers its mere name throws */
  constructor(storage) {
    this.storage = storage;
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  read(key) {
    const unwritten = this.#unwritten.get(key);
    if (unwritten !== undefined) return unwritten;
    try {
      return this.storage().getItem(key);
    } catch {
      return null;
    }
  }

  /**
   * @param {string} key
   * @returns {Record<string, unknown>} empty where nothing is kept, or nothing of ours
   */
  readObject(key) {
    try {
      const value = JSON.parse(this.read(key) ?? "{}");
      return typeof value === "object" && value !== null ? value : {};
    } catch {
      return {};
    }
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  write(key, value) {
    this.#unwritten.set(key, value);
    this.#settle();
  }

  /**
   * @param {string} key
   * @param {object} value
   */
  writeObject(key, value) {
    this.write(key, JSON.stringify(value));
  }

  /** @param {string} key */
  remove(key) {
    this.#unwritten.set(key, null);
    this.#settle();
  }

  /** Write whatever is waiting; one value too many for a full storage holds up no other. */
  #settle() {
    for (const [key, value] of this.#unwritten) {
      try {
        if (value === null) this.storage().removeItem(key);
        else this.storage().setItem(key, value);
        this.#unwritten.delete(key);
      } catch {
        // It stays in memory, where `read` finds it.
      }
    }
  }
}

/** What stays on this device from visit to visit. */
export const device = new BrowserStorage(() => localStorage);

/** What stays in this tab over a reload. */
export const tab = new BrowserStorage(() => sessionStorage);

/** @returns {IDBFactory | null} null where this browser gives none */
export function databases() {
  try {
    return indexedDB ?? null;
  } catch {
    return null;
  }
}
