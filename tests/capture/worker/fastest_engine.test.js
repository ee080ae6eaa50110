/** @file Quickest: which engine looks at a picture, on what is known of the renderer. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { quickest } from "../../../capture/worker/fastest_engine.js";
import { isSoftware } from "../../../capture/worker/renderer.js";

const SOFTWARE = [
  "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
  "llvmpipe (LLVM 15.0.6, 256 bits)",
  "llvmpipe, or similar",
  "ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)",
];
const CHIPS = [
  "ANGLE (Intel, Intel(R) UHD Graphics 620 (0x00005917) Direct3D11 vs_5_0 ps_5_0, D3D11)",
  "ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)",
  "Adreno (TM) 640",
  "NVIDIA GeForce GTX 980, or similar",
];
const CHIP = "Adreno (TM) 640";
const picture = /** @type {ImageBitmap} */ ({});
const label = /** @type {import("../../../signals/contract/report.js").Report} */ ({ state: "focused" });

/**
 * @param {string} renderer
 * @param {import("../../../capture/worker/messages.js").Known} known
 * @param {(engine: import("../../../capture/worker/engine_race.js").Engine) => void} [onPicture]
 */
function opened(renderer, known, onPicture = () => {}) {
  /** @type {string[]} */
  const used = [];
  /** @type {any[]} */
  const told = [];
  const faceMesh = {
    renderer,
    strokes: [],
    detect: async (
      /** @type {ImageBitmap | ImageData} */ _,
      /** @type {import("../../../capture/worker/engine_race.js").Engine} */ engine,
    ) => {
      used.push(engine);
      onPicture(engine);
      return [[]];
    },
  };
  const detector = quickest(faceMesh, known, (message) => told.push(message));
  const look = async (times = 1) => {
    for (let i = 0; i < times; i += 1) {
      await detector.detect(picture);
      detector.judged?.(label);
    }
  };
  return { used, told, look };
}

test("software WebGL is known by its name, and graphics chips are not taken for it", () => {
  assert.deepEqual(
    SOFTWARE.map(isSoftware),
    SOFTWARE.map(() => true),
  );
  assert.deepEqual(
    CHIPS.map(isSoftware),
    CHIPS.map(() => false),
  );
});

test("software WebGL means the processor at once, whatever was kept", async () => {
  const choices = {
    [SOFTWARE[0] ?? ""]: /** @type {const} */ ({ engine: "webgl", times: { cpu: 2, webgl: 1 } }),
  };
  const { used, told, look } = opened(SOFTWARE[0] ?? "", { choices, contest: true });
  await look(20);
  assert.deepEqual([...new Set(used)], ["cpu"]);
  assert.deepEqual(
    told.map(({ reason }) => reason),
    ["software"],
  );
});

test("what was measured before is used from the first picture on, and measured no more", async () => {
  const kept = /** @type {const} */ ({ engine: "webgl", times: { cpu: 60, webgl: 20 } });
  const { used, told, look } = opened(CHIP, { choices: { [CHIP]: kept }, contest: true });
  await look(20);
  assert.deepEqual([...new Set(used)], ["webgl"]);
  assert.deepEqual(told, [{ type: "engine", renderer: CHIP, reason: "kept", ...kept }]);
});

test("where no contest is to be, the processor stays", async () => {
  const { used, told, look } = opened(CHIP, { choices: {}, contest: false });
  await look(20);
  assert.deepEqual([...new Set(used)], ["cpu"]);
  assert.equal(told[0].reason, "fixed");
});

test("an unknown chip is measured once, and the choice is told once", async () => {
  const { used, told, look } = opened(CHIP, { choices: {}, contest: true });
  await look(40);
  assert.equal(used.indexOf("webgl"), 5);
  assert.deepEqual(
    told.map(({ reason }) => reason),
    ["contest", "decided"],
  );
  assert.equal(told[1].engine, used.at(-1));
});

test("a chip that throws is answered by the processor, for the same picture", async () => {
  const { used, told, look } = opened(CHIP, { choices: {}, contest: true }, (engine) => {
    if (engine === "webgl") throw new Error("no shader");
  });
  await look(10);
  assert.deepEqual(used.slice(4, 8), ["cpu", "webgl", "cpu", "cpu"]);
  assert.deepEqual(told[1], {
    type: "engine",
    renderer: CHIP,
    reason: "decided",
    engine: "cpu",
    times: null,
  });
});

test("a processor that throws is no matter of the contest", async () => {
  const { look } = opened(CHIP, { choices: {}, contest: true }, () => {
    throw new Error("out of memory");
  });
  await assert.rejects(look(1), /out of memory/);
});
