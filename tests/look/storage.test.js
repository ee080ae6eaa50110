/** @file What a browser keeps: through one place alone, which a refusal does not stop. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { databases, device, Keeper } from "../../look/storage.js";

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
const keeperOf = (shelf) => new Keeper(() => /** @type {Storage} */ (/** @type {unknown} */ (shelf)));

const refused = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};

test("what is kept is read again, by another page too", () => {
  const shelf = new Shelf();
  keeperOf(shelf).write("a", "1");
  keeperOf(shelf).writeObject("b", { c: 2 });
  assert.equal(keeperOf(shelf).read("a"), "1");
  assert.deepEqual(keeperOf(shelf).readObject("b"), { c: 2 });
  keeperOf(shelf).remove("a");
  assert.equal(keeperOf(shelf).read("a"), null);
});

test("where storage is refused, a page keeps what it knows for as long as it lives", () => {
  const keeper = new Keeper(refused);
  assert.equal(keeper.read("a"), null);
  keeper.writeObject("a", { b: 1 });
  assert.deepEqual(keeper.readObject("a"), { b: 1 });
  keeper.remove("a");
  assert.equal(keeper.read("a"), null);
});

test("what a full storage did not take is read from memory, and written when it has room again", () => {
  const shelf = new Shelf();
  const keeper = keeperOf(shelf);
  keeper.write("a", "old");
  shelf.full = true;
  keeper.write("a", "new");
  assert.equal(keeper.read("a"), "new");
  assert.equal(shelf.getItem("a"), "old");
  shelf.full = false;
  keeper.write("b", "other");
  assert.equal(shelf.getItem("a"), "new");
});

test("somebody else's words under our key are nothing", () => {
  const shelf = new Shelf();
  for (const words of ["{", "null", "7", '"words"']) {
    shelf.setItem("a", words);
    assert.deepEqual(keeperOf(shelf).readObject("a"), {});
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
