/** @file The camera is asked for once at a time, and a picture goes to whoever wants it last. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Camera } from "../../../capture/sources/camera.js";

/** @typedef {{id: string, stopped: boolean}} Device */

/** @type {{id: string, answer: () => Device, refuse: (name: string) => void}[]} */
let questions = [];

/** @param {any} wanted */
function getUserMedia({ video }) {
  const id = video.deviceId?.exact ?? "any";
  return new Promise((resolve, reject) => {
    const answer = () => {
      const device = { id, stopped: false };
      const track = Object.assign(new EventTarget(), {
        readyState: "live",
        muted: false,
        stop: () => (device.stopped = true),
      });
      resolve({ device, getTracks: () => [track], getVideoTracks: () => [track] });
      return device;
    };
    questions.push({ id, answer, refuse: (name) => reject(Object.assign(new Error(name), { name })) });
  });
}

Object.defineProperty(globalThis, "navigator", {
  value: { mediaDevices: { getUserMedia } },
  configurable: true,
});

/** @param {string} [wanted] */
function newCamera(wanted) {
  const video = Object.assign(new EventTarget(), { srcObject: null, play: async () => {} });
  return new Camera(/** @type {any} */ (video), { onEnded: () => {} }, wanted);
}

/** @param {Camera} camera */
const shown = (camera) => /** @type {any} */ (camera.video.srcObject)?.device ?? null;

beforeEach(() => {
  questions = [];
});

test("pressed twice while the browser asks, it asks once, and the camera opens", async () => {
  const camera = newCamera();
  const opened = [camera.open(), camera.open()];
  assert.equal(questions.length, 1);
  const device = questions[0]?.answer();
  assert.deepEqual(await Promise.all(opened), [false, true]);
  assert.equal(shown(camera), device);
  assert.equal(device?.stopped, false);
});

test("a camera allowed after it was closed again is switched off", async () => {
  const camera = newCamera();
  const opened = camera.open();
  camera.close();
  const device = questions[0]?.answer();
  assert.equal(await opened, false);
  assert.equal(device?.stopped, true);
  assert.equal(shown(camera), null);
});

test("closed and opened again while the browser asks, the one answer opens it", async () => {
  const camera = newCamera();
  const first = camera.open();
  camera.close();
  const second = camera.open();
  assert.equal(questions.length, 1);
  const device = questions[0]?.answer();
  assert.deepEqual(await Promise.all([first, second]), [false, true]);
  assert.equal(shown(camera), device);
});

for (const order of [
  [0, 1],
  [1, 0],
])
  test(`another camera chosen while the first opens is the one shown, answered ${order}`, async () => {
    const camera = newCamera("front");
    const first = camera.open();
    camera.wanted = "desk";
    const second = camera.open();
    assert.deepEqual(
      questions.map(({ id }) => id),
      ["front", "desk"],
    );
    const devices = order.map((index) => questions[index]?.answer());
    assert.deepEqual(await Promise.all([first, second]), [false, true]);
    assert.equal(shown(camera)?.id, "desk");
    assert.deepEqual(devices.map((device) => [device?.id, device?.stopped]).sort(), [
      ["desk", false],
      ["front", true],
    ]);
  });

test("a refusal is told once, and the next press asks anew", async () => {
  const camera = newCamera();
  const opened = Promise.allSettled([camera.open(), camera.open()]);
  questions[0]?.refuse("NotAllowedError");
  const [first, second] = await opened;
  assert.deepEqual(first, { status: "fulfilled", value: false });
  assert.equal(second?.status === "rejected" && second.reason.trouble, "refused");
  const again = camera.open();
  assert.equal(questions.length, 2);
  questions[1]?.answer();
  assert.equal(await again, true);
});

for (const name of ["NotReadableError", "AbortError"])
  test(`a camera that another program holds is busy, as ${name} says it`, async () => {
    const opened = newCamera().open();
    questions[0]?.refuse(name);
    await assert.rejects(opened, { trouble: "busy" });
  });
