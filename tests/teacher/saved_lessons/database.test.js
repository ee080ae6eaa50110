/** @file A database that does not do what it should: given up in time, and nothing of the question left behind. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { isStorageRefused, transact } from "../../../teacher/saved_lessons/database.js";

const SOON_MS = 20;

/** What the browser hands out: a thing with events, whose result comes later. */
class Answer extends EventTarget {
  /** @type {any} */
  result = null;
  error = null;

  /** @param {string} event */
  fire(event) {
    this.dispatchEvent(new Event(event));
  }
}

/** A transaction that begins and never ends by itself. */
class Endless extends Answer {
  aborted = false;

  /** @param {boolean} mayAbort false once it is being written */
  constructor(mayAbort) {
    super();
    this.mayAbort = mayAbort;
  }

  objectStore() {
    return { get: () => ({ result: "kept" }) };
  }

  abort() {
    if (!this.mayAbort) throw new DOMException("It is being written.", "InvalidStateError");
    this.aborted = true;
  }
}

/** @param {Answer} request what `open` gives */
function browserWith(request) {
  const factory = { open: () => request };
  Object.defineProperty(globalThis, "indexedDB", { value: factory, configurable: true });
}

/** @param {Endless} transaction */
function databaseOf(transaction) {
  const database = Object.assign(new Answer(), {
    closed: false,
    close: () => {},
    transaction: () => transaction,
  });
  database.close = () => {
    database.closed = true;
  };
  return database;
}

const read = () => transact("readonly", (store) => /** @type {any} */ (store("lessons").get("a")), SOON_MS);

afterEach(() => void Reflect.deleteProperty(globalThis, "indexedDB"));

test("a browser without a database refuses, and says so", async () => {
  await assert.rejects(read(), isStorageRefused);
});

test("a database that never opens is given up, and closed where it opens after all", async () => {
  const request = new Answer();
  browserWith(request);
  await assert.rejects(read(), { name: "TimeoutError" });
  const database = databaseOf(new Endless(true));
  request.result = database;
  request.fire("success");
  assert.equal(database.closed, true);
});

/** @param {boolean} mayAbort */
async function openedWith(mayAbort) {
  const [request, transaction] = [new Answer(), new Endless(mayAbort)];
  const database = databaseOf(transaction);
  browserWith(request);
  const answer = read();
  request.result = database;
  request.fire("success");
  return { answer: answer.finally(() => assert.equal(database.closed, true)), transaction };
}

test("a question that is never answered is taken back", async () => {
  const { answer, transaction } = await openedWith(true);
  await assert.rejects(answer, { name: "TimeoutError" });
  assert.equal(transaction.aborted, true);
});

test("what can no longer be taken back counts as done", async () => {
  const { answer } = await openedWith(false);
  assert.equal(await answer, "kept");
});

test("a question that is answered in time is answered", async () => {
  const { answer, transaction } = await openedWith(true);
  await Promise.resolve();
  await Promise.resolve();
  transaction.fire("complete");
  assert.equal(await answer, "kept");
});

test("a transaction that the system ends leaves nothing, and says so", async () => {
  const { answer, transaction } = await openedWith(true);
  await Promise.resolve();
  await Promise.resolve();
  Object.assign(transaction, { error: new DOMException("full", "QuotaExceededError") });
  transaction.fire("abort");
  await assert.rejects(answer, { name: "QuotaExceededError" });
});
