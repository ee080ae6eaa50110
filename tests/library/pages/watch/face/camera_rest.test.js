/** @file Camera rest: off after a minute in which nobody watches, at the end at once, and on again when it plays. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { CameraRest } from "../../../../../library/pages/watch/face/camera_rest.js";

const PLAYS = { watches: true, isOver: false };
const STANDS = { watches: false, isOver: false };

test("a short pause keeps the camera, a minute's does not, and playing brings it back once", () => {
  const rest = new CameraRest();
  assert.equal(rest.update(PLAYS, 0), null);
  assert.equal(rest.update(STANDS, 10), null);
  assert.equal(rest.update(PLAYS, 60), null);
  assert.equal(rest.update(STANDS, 70), null);
  assert.equal(rest.update(STANDS, 129), null);
  assert.equal(rest.update(STANDS, 130), "rest");
  assert.equal(rest.update(STANDS, 500), null);
  assert.equal(rest.update(PLAYS, 501), "wake");
  assert.equal(rest.update(PLAYS, 502), null);
});

test("at the end of the lesson the camera goes off at once", () => {
  const rest = new CameraRest();
  rest.update(PLAYS, 0);
  assert.equal(rest.update({ watches: false, isOver: true }, 1), "rest");
});

test("what the student switches begins the wait anew", () => {
  const rest = new CameraRest();
  rest.update(STANDS, 0);
  rest.update(STANDS, 60);
  rest.reset();
  assert.equal(rest.rests, false);
  assert.equal(rest.update(STANDS, 100), null);
  assert.equal(rest.update(STANDS, 159), null);
});
