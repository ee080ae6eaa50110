/** @file The pipeline's promises in JavaScript: it is built or says why not, and loads nothing but itself. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadParameters } from "../../signals/contract/parameter_file.js";
import { ParameterError, SettingsError } from "../../signals/contract/parameters.js";
import { MEASURES } from "../../signals/contract/report.js";
import { Pipeline } from "../../signals/pipeline.js";

const PARAMETERS = loadParameters();
const EMPTY = { t_s: 0, width: 640, height: 480, faces: [], luma: 120 };

/** What whoever plays a recording, or counts heads, reads and no pipeline. */
const OTHERS = /^(recording|audience)_/;

for (const name of Object.keys(PARAMETERS).filter((name) => !OTHERS.test(name))) {
  test(`a missing ${name} is named`, () => {
    const { [name]: _, ...lacking } = PARAMETERS;
    assert.throws(() => new Pipeline(lacking, {}), new ParameterError(`parameter ${name} is missing`));
  });

  test(`a ${name} that is text is named`, () => {
    const wrong = { ...PARAMETERS, [name]: { value: "much" } };
    assert.throws(() => new Pipeline(wrong, {}), { message: new RegExp(`^parameter ${name} must be`) });
  });
}

for (const settings of [
  { proctoring: 1 },
  { proctoring: null },
  { procturing: true },
  { sensitivity: "lax" },
  { sensitivity: ["strict"] },
  { sensitivity: null },
  { masked: ["brows"] },
  { masked: "brow" },
  { masked: [1] },
]) {
  test(`the settings ${JSON.stringify(settings)} are refused`, () => {
    assert.throws(() => new Pipeline(PARAMETERS, settings), SettingsError);
  });
}

/** @type {[Partial<import("../../signals/face/frame.js").Frame>, string][]} */
const BAD_FRAMES = [
  [{ t_s: Number.NaN }, "not_finite"],
  [{ width: 0 }, "bad_size"],
  [{ luma: Number.NaN }, "bad_luma"],
  [{ faces: [[]] }, "wrong_point_count"],
  [{ faces: [Array(478).fill([0, 0])] }, "wrong_point_count"],
  [{ faces: [Array(478).fill([0, 0, Number.NaN])] }, "not_finite"],
];

for (const [changes, reason] of BAD_FRAMES) {
  test(`a bad frame is unknown with its reason: ${reason}`, () => {
    const report = new Pipeline(PARAMETERS, {}).update({ ...EMPTY, ...changes });
    assert.equal(report.state, "unknown");
    assert.equal(report.measures.reason, reason);
  });
}

// A mesh on one spot but for one point: only what a measure is read off may cut the face.
/** @type {[string, number, number, string][]} */
const LEAVING = [
  ["hairline", 10, -0.1, "face_small"],
  ["chin", 152, 1.4, "face_small"],
  ["cheek", 117, -0.3, "face_small"],
  ["hairline, farther than any,", 10, -0.51, "poor_fit"],
  ["brow", 55, -0.001, "face_cut"],
  ["outer brow", 70, -0.001, "face_cut"],
  ["eye corner", 33, 1.001, "face_cut"],
  ["lid", 160, -0.001, "face_cut"],
  ["iris", 473, -0.001, "face_cut"],
  ["mouth corner", 61, 1.001, "face_cut"],
  ["lip", 178, 1.001, "face_cut"],
];

for (const [what, point, place, reason] of LEAVING) {
  test(`a ${what} out of the picture: ${reason}`, () => {
    const mesh = Array.from({ length: 478 }, (_, index) => [0.5, index === point ? place : 0.5, 0]);
    const report = new Pipeline(PARAMETERS, {}).update({ ...EMPTY, faces: [mesh] });
    assert.equal(report.measures.reason, reason);
  });
}

test("measures always have the same names", () => {
  const pipeline = new Pipeline(PARAMETERS, {});
  for (const frame of [EMPTY, { ...EMPTY, t_s: Number.NaN }, { ...EMPTY, width: 0 }]) {
    assert.deepEqual(Object.keys(pipeline.update(frame).measures), [...MEASURES]);
  }
});

/**
 * @param {Partial<import("../../signals/face/frame.js").Frame>} more
 * @returns {string} the state after six frames without a face, three seconds apart
 */
function stateOfNobody(more) {
  const pipeline = new Pipeline(PARAMETERS, {});
  const states = [0, 3, 6, 9, 12, 15].map((t_s) => pipeline.update({ ...EMPTY, ...more, t_s }).state);
  return states.at(-1) ?? "";
}

test("frames three seconds apart add up only where that is announced", () => {
  assert.equal(stateOfNobody({ every_s: 3 }), "absent");
  assert.equal(stateOfNobody({}), "calibrating");
});

test("an unknown mask is refused in mid-lesson too", () => {
  const pipeline = new Pipeline(PARAMETERS, {});
  pipeline.mask(["brow", "gaze"]);
  assert.equal(pipeline.update(EMPTY).state, "calibrating");
  assert.throws(() => pipeline.mask(/** @type {any} */ (["brows"])), SettingsError);
});

/**
 * @param {URL} module
 * @param {Set<string>} seen
 */
function modulesOf(module, seen = new Set()) {
  if (seen.has(module.href)) return seen;
  seen.add(module.href);
  for (const [, imported = ""] of readFileSync(module, "utf8").matchAll(
    /^(?:import|export) [^;]*from "([^"]+)"/gm,
  )) {
    assert.match(imported, /^[.]/);
    modulesOf(new URL(imported, module), seen);
  }
  return seen;
}

test("a browser that loads the pipeline loads only modules of the signals", () => {
  const signals = new URL("../../signals/", import.meta.url).href;
  const modules = modulesOf(new URL("pipeline.js", signals));
  assert(modules.size > 10);
  for (const module of modules) assert(module.startsWith(signals));
});
