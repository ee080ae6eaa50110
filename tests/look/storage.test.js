/** @file What a browser keeps: through one place alone, which a refusal does not stop. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { BrowserStorage, databases, device } from "../../look/storage.js";

const FOLDERS = ["dev", "look", "protocol", "signals", "student", "teacher"];

/** A browser's storage, which may be full. */
class Shelf {
  full = false;
  /** @type {Map<string, string>} */
  values = new Map();

  /** @param {string} key */
  getItem(key) {
    return this.values.get(key) ?? null;
  }

  /**
   * @param {string} key
   * @param {string} value
   */
  setItem(key, value) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.values.set(key, value);
  }

  /** @param {string} key */
  removeItem(key) {
    this.values.delete(key);
  }
}

/** @param {Shelf} shelf */
const storageOf = (shelf) =>
  new BrowserStorage(() => /** @type {Storage} */ (/** @type {unknown} */ (shelf)));

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test("what is kept is read again, by another page too", () => {
  const shelf = new Shelf();
  storageOf(shelf).write("a", "1");
  storageOf(shelf).writeObject("b", { c: 2 });
  assert.equal(storageOf(shelf).read("a"), "1");
  assert.deepEqual(storageOf(shelf).readObject("b"), { c: 2 });
  storageOf(shelf).remove("a");
  assert.equal(storageOf(shelf).read("a"), null);
});

test("where storage is refused, a page keeps what it knows for as long as it lives", () => {
  const storage = new BrowserStorage(refused);
  assert.equal(storage.read("a"), null);
  storage.writeObject("a", { b: 1 });
  assert.deepEqual(storage.readObject("a"), { b: 1 });
  storage.remove("a");
  assert.equal(storage.read("a"), null);
});

test("what a full storage did not take is read from memory, and written when it has room again", () => {
  const shelf = new Shelf();
  const storage = storageOf(shelf);
  storage.write("a", "old");
  shelf.full = true;
  storage.write("a", "new");
  assert.equal(storage.read("a"), "new");
  assert.equal(shelf.getItem("a"), "old");
  shelf.full = false;
  storage.write("b", "other");
  assert.equal(shelf.getItem("a"), "new");
});

test("somebody else's words under our key are nothing", () => {
  const shelf = new Shelf();
  for (const words of ["{", "null", "7", '"words"']) {
    shelf.setItem("a", words);
    assert.deepEqual(storageOf(shelf).readObject("a"), {});
  }
});

test("a browser whose storage throws by its mere name is one without", () => {
  for (const name of ["localStorage", "indexedDB"])
    Object.defineProperty(globalThis, name, { get: refused, configurable: true });
  device.write("a", "1");
  assert.equal(device.read("a"), "1");
  assert.equal(databases(), null);
  for (const name of ["localStorage", "indexedDB"]) Reflect.deleteProperty(globalThis, name);
});

test("no other file touches the browser's storage", () => {
  const names = /\b(localStorage|sessionStorage|indexedDB)\b/;
  const found = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf-8" })
      .filter((file) => file.endsWith(".js"))
      .map((file) => `${folder}/${file}`)
      .filter((file) => names.test(readFileSync(file, "utf-8"))),
  );
  assert.deepEqual(found, ["look/storage.js"]);
});
