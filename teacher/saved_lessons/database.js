/** @file IndexedDB transactions: each opens the database anew, and succeeds, fails or times out as a whole. */

import { databases } from "../../look/storage.js";

const DATABASE = "readroom";
/** The second one has a place for recordings; what the first one kept stays as it is. */
const VERSION = 2;
export const LESSONS = "lessons";
export const ENTRIES = "entries";
export const RECORDINGS = "recordings";
/** A disk that has much else to do takes a second or two; a browser that has lost its database never answers. */
const ANSWERS_WITHIN_MS = 4000;

/** @typedef {(name: string) => IDBObjectStore} Stores */

/**
 * The connection is opened for one transaction and closed after it: what the system or another tab does to the database in
 * between then breaks nothing here.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: Stores) => IDBRequest<T>} work
 * @param {number} [withinMs]
 * @returns {Promise<T>} when it is on the disk
 * @throws {DOMException} where nothing of it is written, and nothing will be
 */
export async function transact(mode, work, withinMs = ANSWERS_WITHIN_MS) {
  const late = timeout(withinMs);
  const database = await open(late.signal);
  try {
    return await run(database.transaction([LESSONS, ENTRIES, RECORDINGS], mode), work, late.signal);
  } finally {
    late.stop();
    database.close();
  }
}

/**
 * Whether this browser refuses to keep anything here, so that waiting would not help.
 * @param {unknown} error what `transact` threw
 */
export function isStorageRefused(error) {
  return error instanceof DOMException && error.name === "SecurityError";
}

/**
 * @template T
 * @param {IDBTransaction} transaction
 * @param {(store: Stores) => IDBRequest<T>} work
 * @param {AbortSignal} late
 * @returns {Promise<T>}
 */
function run(transaction, work, late) {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("abort", () => reject(transaction.error ?? late.reason));
    const request = begin(transaction, work);
    transaction.addEventListener("complete", () => resolve(request.result));
    late.addEventListener("abort", () => {
      try {
        transaction.abort();
        reject(late.reason);
      } catch {
        resolve(request.result); // it is being written already, and only the word of it is late
      }
    });
  });
}

/**
 * @template T
 * @param {IDBTransaction} transaction of which nothing is left where the work cannot even be asked for
 * @param {(store: Stores) => IDBRequest<T>} work
 */
function begin(transaction, work) {
  try {
    return work((name) => transaction.objectStore(name));
  } catch (error) {
    transaction.abort();
    throw error;
  }
}

/**
 * @param {AbortSignal} late
 * @returns {Promise<IDBDatabase>}
 */
function open(late) {
  return new Promise((resolve, reject) => {
    const request = databases()?.open(DATABASE, VERSION);
    if (request === undefined) throw new DOMException("This browser keeps nothing here.", "SecurityError");
    late.addEventListener("abort", () => reject(late.reason));
    request.addEventListener("upgradeneeded", ({ oldVersion }) => {
      const database = request.result;
      if (oldVersion < 1) {
        database.createObjectStore(LESSONS, { keyPath: "code" });
        database.createObjectStore(ENTRIES, { autoIncrement: true }).createIndex("code", "code");
      }
      const key = { keyPath: ["code", "name", "size"] };
      database.createObjectStore(RECORDINGS, key).createIndex("code", "code");
    });
    request.addEventListener("success", () => {
      const database = request.result;
      // Another tab that deletes or upgrades the database is not blocked.
      database.addEventListener("versionchange", () => database.close());
      if (late.aborted) database.close();
      else resolve(database);
    });
    request.addEventListener("error", () => reject(request.error));
  });
}

/** @param {number} ms */
function timeout(ms) {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException("The database does not answer.", "TimeoutError")),
    ms,
  );
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
