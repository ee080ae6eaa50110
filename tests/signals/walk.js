/** @file Reads frames from standard input as binary numbers and prints each report as a line of JSON. */

import { CUES_OF } from "../../signals/masks.js";
import { loadParameters } from "../../signals/parameter_file.js";
import { SENSITIVITIES } from "../../signals/parameters.js";
import { Pipeline } from "../../signals/pipeline.js";

const BYTES = 8;
const HEAD = 6;

/**
 * Yield numbers as they arrive.
 * @param {AsyncIterable<Buffer>} blocks
 * @returns {AsyncGenerator<Float64Array>}
 */
async function* messages(blocks) {
  let rest = Buffer.alloc(0);
  for await (const block of blocks) {
    rest = Buffer.concat([rest, block]);
    while (rest.length >= BYTES && rest.length >= BYTES * (1 + rest.readDoubleLE(0))) {
      const length = rest.readDoubleLE(0);
      const body = Uint8Array.from(rest.subarray(BYTES, BYTES * (1 + length)));
      yield new Float64Array(body.buffer);
      rest = rest.subarray(BYTES * (1 + length));
    }
  }
}

/**
 * Return a frame from its numbers: masks, t_s, width, height, 1 where luma is known, luma, then each face
 * as its count of points and their coordinates.
 * @param {Float64Array} numbers
 * @returns {import("../../signals/pipeline.js").Frame}
 */
function frameOf(numbers) {
  const [, t_s = 0, width = 0, height = 0, known, luma = 0] = numbers;
  const faces = [];
  for (let start = HEAD; start < numbers.length; ) {
    const count = /** @type {number} */ (numbers[start]);
    faces.push(Array.from({ length: count }, (_, i) => row(numbers, start + 1 + 3 * i)));
    start += 1 + 3 * count;
  }
  return { t_s, width, height, faces, luma: known === 1 ? luma : null };
}

/**
 * @param {Float64Array} numbers
 * @param {number} start
 */
function row(numbers, start) {
  return Array.from(numbers.subarray(start, start + 3));
}

/** @param {number} masks the sum of 2 to the place of each */
function masked(masks) {
  return Object.keys(CUES_OF).filter((_, place) => Math.floor(masks / 2 ** place) % 2 === 1);
}

const parameters = loadParameters();
let lesson = 0;
let pipeline = new Pipeline(parameters, {});
for await (const numbers of messages(process.stdin)) {
  const masks = numbers[0] ?? 0;
  if (masks >= 0) {
    const sensitivity = SENSITIVITIES[lesson++ % SENSITIVITIES.length];
    pipeline = new Pipeline(parameters, { proctoring: true, sensitivity, masked: masked(masks) });
    pipeline.expressions.switch(true);
  }
  const { measures, ...label } = pipeline.update(frameOf(numbers));
  console.log(JSON.stringify({ ...label, measures: { ...measures, ...pipeline.expressions.probabilities } }));
}
