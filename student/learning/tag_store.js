/** @file Kept tags: on this device, in a database of their own that is there only where the student said so. */

import { databases } from "../../look/storage.js";
import { isTag } from "./tags.js";

/** @typedef {import("./tags.js").Tag} Tag */

const DATABASE = "readroom own words";
const STORE = "tags";
const KEY = "all";

/** @returns {Promise<Tag[] | null>} null where nothing is kept here */
export async function keptTags() {
  const database = await opened(false);
  if (database === null) return null;
  try {
    const tags = await done(database.transaction(STORE).objectStore(STORE).get(KEY));
    return Array.isArray(tags) ? tags.filter(isTag) : [];
  } catch {
    return null;
  } finally {
    database.close();
  }
}

/**
 * @param {readonly Tag[]} tags
 * @returns {Promise<boolean>} whether they are kept now
 */
export async function keepTags(tags) {
  const database = await opened(true);
  if (database === null) return false;
  try {
    const writing = database.transaction(STORE, "readwrite");
    writing.objectStore(STORE).put(tags, KEY);
    return await ended(writing);
  } catch {
    return false;
  } finally {
    database.close();
  }
}

/** @returns {Promise<boolean>} whether nothing is kept any more */
export async function forgetTags() {
  try {
    const request = databases()?.deleteDatabase(DATABASE);
    if (request !== undefined) await done(request);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {IDBTransaction} writing
 * @returns {Promise<boolean>} whether it was written
 */
function ended(writing) {
  return new Promise((resolve) => {
    writing.oncomplete = () => resolve(true);
    writing.onabort = () => resolve(false);
  });
}

/**
 * @param {boolean} make it where it is not there
 * @returns {Promise<IDBDatabase | null>}
 */
async function opened(make) {
  try {
    const request = databases()?.open(DATABASE, 1);
    if (request === undefined) return null;
    request.onupgradeneeded = () => {
      if (make) request.result.createObjectStore(STORE);
      // Looking whether something is kept must leave nothing behind.
      else request.transaction?.abort();
    };
    return await done(request);
  } catch {
    return null;
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault(); // the caller is told
      reject(request.error);
    };
  });
}
