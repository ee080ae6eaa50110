/** @file Engine memory: what was measured is known after a reload; what is not ours is measured again. */

import assert from "node:assert/strict";
import { test } from "node:test";

const CHIP = "Adreno (TM) 640";
const CHOICE = /** @type {const} */ ({ engine: "webgl", times: { cpu: 60, webgl: 20 } });

/**
 * A browser whose page is loaded anew with what was kept.
 * @param {Map<string, string>} kept
 * @param {{platform?: string, maxTouchPoints?: number}} [device]
 */
async function opened(kept, { platform = "Linux armv8l", maxTouchPoints = 5 } = {}) {
  const localStorage = {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
  };
  Object.defineProperty(globalThis, "localStorage", { value: localStorage, configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: { platform, maxTouchPoints }, configurable: true });
  return import(`../../capture/engine_memory.js?${Math.random()}`);
}

test("what was decided is known to the next page, by the name of the renderer", async () => {
  const kept = new Map();
  (await opened(kept)).rememberEngine(CHIP, CHOICE, true);
  assert.deepEqual((await opened(kept)).recallEngines(), { choices: { [CHIP]: CHOICE }, contest: true });
});

test("a contest that was not decided binds this page alone", async () => {
  const kept = new Map();
  const page = await opened(kept);
  page.rememberEngine(CHIP, { engine: "cpu", times: null }, false);
  assert.equal(page.recallEngines().choices[CHIP].engine, "cpu");
  assert.deepEqual((await opened(kept)).recallEngines().choices, {});
});

for (const [name, value] of Object.entries({
  "no JSON": "{",
  "a number": "5",
  "an engine that is none": JSON.stringify({ [CHIP]: { engine: "npu", times: null } }),
  "a chip that was never measured": JSON.stringify({ [CHIP]: { engine: "webgl", times: null } }),
  "times that are none": JSON.stringify({ [CHIP]: { engine: "cpu", times: { cpu: "quick" } } }),
}))
  test(`${name} is nothing that was kept`, async () => {
    const page = await opened(new Map([["readroom engines", value]]));
    assert.deepEqual(page.recallEngines().choices, {});
  });

test("an iPhone and an iPad that calls itself a Mac stay on the processor, a Mac does not", async () => {
  const contest = async (/** @type {{platform: string, maxTouchPoints: number}} */ device) =>
    (await opened(new Map(), device)).recallEngines().contest;
  assert.equal(await contest({ platform: "iPhone", maxTouchPoints: 5 }), false);
  assert.equal(await contest({ platform: "MacIntel", maxTouchPoints: 5 }), false);
  assert.equal(await contest({ platform: "MacIntel", maxTouchPoints: 0 }), true);
});
