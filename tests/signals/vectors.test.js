/** @file The shared vectors of the signals, in JavaScript. Twin of test_vectors.py. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Reference } from "../../signals/baseline/baseline.js";
import { Hindrances } from "../../signals/baseline/hindrances.js";
import { Masks } from "../../signals/contract/masks.js";
import { loadParameters } from "../../signals/contract/parameter_file.js";
import { Parameters } from "../../signals/contract/parameters.js";
import { Pipeline } from "../../signals/pipeline.js";

const REPOSITORY = new URL("../../", import.meta.url);
// The vectors of a module lie in the folder of its name.
const VECTORS = new URL("../vectors/", import.meta.url);
const TOLERANCE = 1e-9;

/** @typedef {{call: string, description: string, why: string, with?: any[], reads?: string[], steps: {args: any[], returns: any}[]}} Case */

/** @param {string} name */
function camel(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
}

/**
 * Return a marked argument as JavaScript takes it.
 * @param {any} value
 */
function argument(value) {
  if (Array.isArray(value?.points)) return Float64Array.from(value.points.flat());
  if (value?.parameters !== undefined) return new Parameters(loadParameters());
  if (value?.reference !== undefined) {
    const { usual, spread, open_ear, upright_deg } = value.reference;
    return new Reference(usual, spread, open_ear, upright_deg);
  }
  if (value?.masks !== undefined) return new Masks(value.masks);
  if (value?.hindrances !== undefined) {
    return new Hindrances(new Parameters(loadParameters()), new Masks(value.hindrances));
  }
  return value?.facts ?? value?.matrix ?? value?.similarity ?? value;
}

/**
 * Return the object a case of a file calls, fresh, and the name of what it calls there.
 * @param {string} file
 * @param {Case} vector
 * @returns {Promise<{target: any, name: string}>}
 */
async function make(file, vector) {
  const [, ...path] = vector.call.split(".");
  const name = camel(/** @type {string} */ (path.pop()));
  const home = await import(new URL(file.replace(/json$/, "js"), REPOSITORY).href);
  const [owner] = path;
  return { target: owner === undefined ? home : makeObject(home[owner], vector.with), name };
}

/**
 * @param {any} Kind
 * @param {any[] | undefined} madeFrom
 */
function makeObject(Kind, madeFrom) {
  if (Kind === Pipeline) return new Pipeline(loadParameters(), madeFrom?.[0] ?? {});
  return madeFrom === undefined
    ? new Kind(new Parameters(loadParameters()))
    : new Kind(...madeFrom.map(argument));
}

/**
 * @param {any} value
 * @returns {any[]}
 */
function flat(value) {
  if (value instanceof Float64Array) return Array.from(value);
  return Array.isArray(value) ? value.flatMap(flat) : [value];
}

/**
 * Return whether floats are equal to 1e-9 and the rest exactly; only expected keys are compared.
 * @param {any} actual
 * @param {any} expected
 * @returns {boolean}
 */
function agree(actual, expected) {
  if (Array.isArray(expected)) {
    const [parts, wanted] = [flat(actual), flat(expected)];
    return parts.length === wanted.length && parts.every((part, index) => agree(part, wanted[index]));
  }
  if (typeof expected === "object" && expected !== null) {
    return Object.entries(expected).every(([key, value]) => agree(actual?.[key], value));
  }
  if (typeof expected === "number") {
    return (
      typeof actual === "number" && Math.abs(actual - expected) <= TOLERANCE * Math.max(1, Math.abs(expected))
    );
  }
  return actual === expected;
}

for (const file of readdirSync(VECTORS, { encoding: "utf8", recursive: true })) {
  if (!/^(signals|offline)\/.*\.json$/.test(file)) continue;
  for (const vector of /** @type {Case[]} */ (JSON.parse(readFileSync(new URL(file, VECTORS), "utf8")))) {
    test(`${vector.call}: ${vector.description}`, async () => {
      const { target, name } = await make(file, vector);
      for (const [number, { args, returns }] of vector.steps.entries()) {
        const returned = target[name](...args.map(argument));
        const actual = vector.reads?.map((property) => target[property]) ?? returned;
        assert(agree(actual, returns), `step ${number}: ${JSON.stringify([actual, returns])}`);
      }
    });
  }
}

test("a wrong expectation is noticed", () => {
  assert(!agree(1.00000001, 1));
  assert(!agree([1, 2], [1]));
  assert(!agree({ on: true }, { on: false }));
  assert(!agree(null, [0]));
});
