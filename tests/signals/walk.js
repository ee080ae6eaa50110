/** @file Reads frames from standard input as binary numbers and prints each report as a line of JSON. */

import { readSync, writeSync } from "node:fs";
import { MASKS } from "../../signals/contract/masks.js";
import { loadParameters } from "../../signals/contract/parameter_file.js";
import { SENSITIVITIES } from "../../signals/contract/parameters.js";
import { CUE_NAMES } from "../../signals/personal/cue_means.js";
import { Pipeline } from "../../signals/pipeline.js";

// Of a student who is lost with a lowered brow alone; both.py has the same.
const EAGER = [0.75, 1.95, 0.3, 3.6, -0.2, -1];
const HEAD = 7;
const STDIN = 0;
const STDOUT = 1;

/**
 * Yield the numbers of each frame.
 * @returns {Generator<Float64Array>}
 */
function* messages() {
  const length = new Float64Array(1);
  while (filled(length)) {
    const numbers = new Float64Array(length[0] ?? 0);
    filled(numbers);
    yield numbers;
  }
}

/**
 * Fill an array from standard input, and return whether there was as much.
 * @param {Float64Array} numbers
 */
function filled(numbers) {
  const bytes = new Uint8Array(numbers.buffer);
  let done = 0;
  for (let read = 1; done < bytes.length && read > 0; done += read) {
    read = readSync(STDIN, bytes, done, bytes.length - done, null);
  }
  return done === bytes.length;
}

/**
 * Return a frame from its numbers: settings, t_s, width, height, 1 where luma is known, luma, how far apart
 * frames are meant to come, 0 where that is not announced, then each face as its count of points and their
 * coordinates.
 * @param {Float64Array} numbers
 * @returns {import("../../signals/face/frame.js").Frame}
 */
function frameOf(numbers) {
  const [, t_s = 0, width = 0, height = 0, known, luma = 0, every_s = 0] = numbers;
  const faces = [];
  for (let start = HEAD; start < numbers.length; ) {
    const end = start + 1 + 3 * at(numbers, start);
    faces.push(rows(numbers, start + 1, end));
    start = end;
  }
  const pace = every_s > 0 ? { every_s } : {};
  return { t_s, width, height, faces, luma: known === 1 ? luma : null, ...pace };
}

/**
 * @param {Float64Array} numbers
 * @param {number} start
 * @param {number} end
 */
function rows(numbers, start, end) {
  const points = [];
  for (let i = start; i < end; i += 3) points.push([at(numbers, i), at(numbers, i + 1), at(numbers, i + 2)]);
  return points;
}

/**
 * @param {Float64Array} numbers
 * @param {number} index
 */
function at(numbers, index) {
  return /** @type {number} */ (numbers[index]);
}

/**
 * Return a new pipeline.
 * @param {number} settings the sum of 2 to the place of each mask, and of the next where expressions and the student's own model are on
 * @param {number} lesson its number; each begins under the next rule
 */
function begin(settings, lesson) {
  /** @param {number} place */
  const on = (place) => Math.floor(settings / 2 ** place) % 2 === 1;
  const names = [...MASKS];
  const masked = names.filter((_, place) => on(place));
  const sensitivity = SENSITIVITIES[lesson % SENSITIVITIES.length];
  const fresh = new Pipeline(parameters, { proctoring: true, sensitivity, masked });
  fresh.expressions.switch(on(names.length));
  fresh.personal.switch(on(names.length), EAGER);
  return fresh;
}

const parameters = loadParameters();
let lesson = 0;
let pipeline = new Pipeline(parameters, {});
for (const numbers of messages()) {
  const settings = numbers[0] ?? 0;
  if (settings >= 0) pipeline = begin(settings, lesson++);
  const { measures, ...label } = pipeline.update(frameOf(numbers));
  const { probabilities, restsSmiling: rests_smiling } = pipeline.expressions;
  const means = pipeline.personal.means?.map((mean, place) => [CUE_NAMES[place], mean]) ?? [];
  const told = {
    ...label,
    measures: { ...measures, ...probabilities, rests_smiling, ...Object.fromEntries(means) },
  };
  writeSync(STDOUT, `${JSON.stringify(told)}\n`);
}
