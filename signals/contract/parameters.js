/**
 * @file Parameters and settings: every constant by its name, checked when it is read.
 *
 * Twin of parameters.py.
 */

import { MASKS } from "./masks.js";

/** Raised when a pipeline is built and a parameter is missing or of the wrong shape. */
export class ParameterError extends Error {
  /** @override */
  name = "ParameterError";
}

/** Raised when a pipeline is built with a setting it does not know, or a value it cannot use. */
export class SettingsError extends Error {
  /** @override */
  name = "SettingsError";
}

/** The parsed content of parameters.json: a number, points, pairs, coordinates or weights by name. */
export class Parameters {
  #parsed;

  /** @param {Record<string, any>} parsed */
  constructor(parsed) {
    this.#parsed = parsed;
  }

  /**
   * Return a number, in the unit the file gives.
   * @param {string} name
   * @returns {number}
   */
  number(name) {
    const value = this.#value(name);
    if (!isNumber(value)) throw new ParameterError(`parameter ${name} must be a number`);
    return value;
  }

  /**
   * Return landmark indices.
   * @param {string} name
   * @returns {number[]}
   */
  points(name) {
    const value = this.#rows(name);
    if (!value.every(isIndex)) {
      throw new ParameterError(`parameter ${name} must be a list of landmark indices`);
    }
    return value;
  }

  /**
   * Return pairs of landmark indices.
   * @param {string} name
   * @returns {[number, number][]}
   */
  pairs(name) {
    /** @type {any[]} */
    const value = this.#rows(name);
    if (!value.every((row) => isRow(row, 2) && row.every(isIndex))) {
      throw new ParameterError(`parameter ${name} must be a list of pairs of landmark indices`);
    }
    return value;
  }

  /**
   * Return [x, y, z] rows, in cm.
   * @param {string} name
   * @returns {[number, number, number][]}
   */
  coordinates(name) {
    const value = this.#rows(name);
    if (!value.every((row) => isRow(row, 3) && row.every(isNumber))) {
      throw new ParameterError(`parameter ${name} must be a list of [x, y, z]`);
    }
    return value;
  }

  /**
   * Return weights by what they weigh.
   * @param {string} name
   * @returns {Record<string, number>}
   */
  weights(name) {
    const value = this.#value(name);
    if (typeof value !== "object" || value === null || !Object.values(value).every(isNumber)) {
      throw new ParameterError(`parameter ${name} must be weights by name`);
    }
    return value;
  }

  /**
   * @param {string} name
   * @returns {any}
   */
  #value(name) {
    const entry = this.#parsed?.[name];
    if (entry?.value === undefined) throw new ParameterError(`parameter ${name} is missing`);
    return entry.value;
  }

  /**
   * @param {string} name
   * @returns {any[]}
   */
  #rows(name) {
    const value = this.#value(name);
    if (!Array.isArray(value)) throw new ParameterError(`parameter ${name} must be a list`);
    return value;
  }
}

/** @typedef {"strict" | "balanced" | "brow"} Sensitivity */
/** @typedef {import("./masks.js").MaskName} MaskName */

/** @type {readonly Sensitivity[]} */
export const SENSITIVITIES = ["strict", "balanced", "brow"];
export const DEFAULTS = { proctoring: false, sensitivity: "strict", masked: [] };

/**
 * What a room chooses: alerts only where `proctoring` is true; which rule says `confused`. And what a student
 * switches off: the names of masks.js.
 * @typedef {{proctoring: boolean, sensitivity: Sensitivity, masked: MaskName[]}} Settings
 */

/**
 * Return the settings with their defaults filled in, or throw SettingsError.
 * @param {Record<string, unknown>} settings
 * @returns {Settings}
 */
export function readSettings(settings) {
  for (const name of Object.keys(settings)) {
    if (!Object.keys(DEFAULTS).includes(name)) {
      throw new SettingsError(`there is no setting ${name}; there are: ${Object.keys(DEFAULTS).join(", ")}`);
    }
  }
  const { proctoring, sensitivity, masked } = { ...DEFAULTS, ...settings };
  if (typeof proctoring !== "boolean") throw new SettingsError("setting proctoring must be true or false");
  const rule = SENSITIVITIES.find((name) => name === sensitivity);
  if (rule === undefined) {
    throw new SettingsError(`setting sensitivity must be one of ${SENSITIVITIES.join(", ")}`);
  }
  return { proctoring, sensitivity: rule, masked: readMasked(masked) };
}

/**
 * @param {unknown} masked
 * @returns {MaskName[]}
 */
function readMasked(masked) {
  if (!Array.isArray(masked) || !masked.every((name) => MASKS.includes(name))) {
    throw new SettingsError(`setting masked must be a list out of: ${MASKS.join(", ")}`);
  }
  return masked;
}

/** @param {unknown} value */
function isNumber(value) {
  return typeof value === "number";
}

/** @param {unknown} value */
function isIndex(value) {
  return Number.isInteger(value) && Number(value) >= 0;
}

/**
 * @param {unknown} value
 * @param {number} length
 * @returns {boolean}
 */
function isRow(value, length) {
  return Array.isArray(value) && value.length === length;
}
