/** @file The DOM shim asks for the version of FaceMesh that package.json pins. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

test("the worker loads the pinned FaceMesh", () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync("package.json", "utf-8"));
  const pinned = { ...devDependencies, ...dependencies }["@mediapipe/face_mesh"];
  const [, loaded] =
    /\/vendor\/face_mesh\/([\d.]+)"/.exec(readFileSync("capture/worker/dom_shim.js", "utf-8")) ?? [];
  assert.equal(loaded, pinned);
});
