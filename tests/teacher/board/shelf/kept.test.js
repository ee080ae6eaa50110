/** @file The shelf of help keeps what can be sent, once each, and nothing else comes out of it. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { addHelp, dropHelp, faultIn, MOST_KEPT, readHelp } from "../../../../teacher/board/shelf/kept.js";

/** @typedef {import("../../../../teacher/board/shelf/kept.js").Help} Help */

/** @type {Map<string, string>} */
const kept = new Map();

beforeEach(() => {
  kept.clear();
  Object.assign(globalThis, {
    localStorage: {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    },
  });
});

/** @type {Help} */
const TEXT = { kind: "text", text: "Think of a queue.", choices: [], correct: null, href: "" };
/** @type {Help} */
const ASK = { ...TEXT, kind: "ask", choices: ["Last", "First"], correct: 1 };
/** @type {Help} */
const LINK = { ...TEXT, kind: "link", href: "https://school.example/queues" };

test("help lies there once, the newest last, until it is dropped", () => {
  for (const help of [TEXT, ASK, LINK, TEXT]) assert.ok(addHelp(help));
  assert.deepEqual(readHelp(), [ASK, LINK, TEXT]);
  dropHelp(LINK);
  assert.deepEqual(readHelp(), [ASK, TEXT]);
});

test("a full shelf takes no more", () => {
  for (let number = 0; number < MOST_KEPT; number += 1) assert.ok(addHelp({ ...TEXT, text: `${number}` }));
  assert.ok(!addHelp(TEXT));
  assert.equal(readHelp().length, MOST_KEPT);
});

test("what cannot be sent is said, and never comes out", () => {
  /** @type {[Help, string | null][]} */
  const cases = [
    [TEXT, null],
    [ASK, null],
    [LINK, null],
    [{ ...TEXT, text: " " }, "no_text"],
    [{ ...TEXT, text: "a".repeat(201) }, "long_text"],
    [{ ...ASK, choices: ["one"] }, "choices"],
    [{ ...LINK, href: "http://school.example" }, "address"],
    [{ ...LINK, href: "https://a@school.example" }, "address"],
    [{ ...LINK, href: `https://school.example/${"a".repeat(300)}` }, "address"],
  ];
  for (const [help, fault] of cases) assert.equal(faultIn(help), fault, JSON.stringify(help));
  kept.set("readroom help to send", JSON.stringify({ help: [...cases.map(([help]) => help), null, 5, {}] }));
  assert.deepEqual(readHelp(), [TEXT, ASK, LINK]);
  kept.set("readroom help to send", "[");
  assert.deepEqual(readHelp(), []);
});
