/** @file Only a frame whose copied pixels are what people see is taken as it is; of any other a bitmap is made. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlain } from "../../../capture/sources/frame_grab.js";

const VIDEO = { videoWidth: 640, videoHeight: 480 };

/** @param {object} differences from a frame of a usual camera */
function plain(differences = {}) {
  const frame = {
    format: "I420",
    visibleRect: { width: 640, height: 480 },
    allocationSize: () => 640 * 480 * 4,
    ...differences,
  };
  return isPlain(/** @type {any} */ (frame), VIDEO);
}

test("a frame of the size of the video is plain", () => {
  assert.equal(plain(), true);
});

test("a frame that lies turned or mirrored is not", () => {
  assert.equal(plain({ rotation: 180 }), false);
  assert.equal(plain({ flip: true }), false);
  assert.equal(plain({ visibleRect: { width: 480, height: 640 } }), false);
});

test("a frame whose pixels are not square is not", () => {
  assert.equal(plain({ visibleRect: { width: 320, height: 480 } }), false);
});

test("a frame whose pixels may be copied with red and blue exchanged is not", () => {
  assert.equal(plain({ format: "BGRA" }), false);
  assert.equal(plain({ format: null }), false);
});

test("where a browser converts nothing no frame is plain", () => {
  assert.equal(plain({ allocationSize: () => (640 * 480 * 3) / 2 }), false);
  const refuse = () => {
    throw new TypeError("no such format");
  };
  assert.equal(plain({ allocationSize: refuse }), false);
});
