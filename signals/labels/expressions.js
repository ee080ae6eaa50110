/**
 * @file Expressions: how probable each of seven is, from action units; for the student's own eyes alone.
 *
 * Twin of expressions.py.
 */

import { RestingSmile } from "../baseline/resting_smile.js";
import { ActionUnits, FaceShape } from "../face/action_units.js";
import { Ema } from "../maths/smoothing.js";
import { median } from "../maths/statistics.js";

/** @typedef {import("../face/action_units.js").Shape} Shape */
/** @typedef {import("../face/action_units.js").ShapeName} ShapeName */
/** @typedef {import("../face/action_units.js").ActionUnit} ActionUnit */
/** @typedef {"joy" | "surprise" | "sadness" | "fear" | "anger" | "disgust" | "neutral"} Expression */
/** @typedef {Record<Expression, number>} Probabilities */

/** @type {readonly Expression[]} */
export const EXPRESSIONS = ["joy", "surprise", "sadness", "fear", "anger", "disgust", "neutral"];
/** The two that observers tell reliably from a face; the others are guesses.
 * @type {readonly Expression[]} */
export const RELIABLE = ["joy", "surprise"];

/** What a student switches off is read at rest: it neither speaks for an expression nor against one.
 * @type {Partial<Record<import("../contract/masks.js").MaskName, readonly ShapeName[]>>} */
export const LENGTHS_OF = {
  brow: ["inner_brow_cm", "outer_brow_cm", "brow_distance_cm"],
  eyes: ["ear"],
  mouth: ["upper_lip_cm", "corner_height_cm", "mouth_width_cm", "mouth_open_cm", "red_lips_cm"],
};

/** Weighs action units by the EMFACS rule of each expression; a softmax makes probabilities of it. */
export class Judgement {
  #rules;
  #neutral;
  #contradiction;
  #sharpness;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#rules = {
      joy: parameters.weights("expression_joy"),
      surprise: parameters.weights("expression_surprise"),
      sadness: parameters.weights("expression_sadness"),
      fear: parameters.weights("expression_fear"),
      anger: parameters.weights("expression_anger"),
      disgust: parameters.weights("expression_disgust"),
    };
    this.#neutral = parameters.number("expression_neutral");
    this.#contradiction = parameters.number("expression_contradiction");
    this.#sharpness = parameters.number("expression_sharpness");
  }

  /**
   * Return the probability of each expression; they sum up to 1.
   * @param {Record<ActionUnit, number>} units
   * @returns {Probabilities}
   */
  weigh(units) {
    const weights = EXPRESSIONS.map((name) => Math.exp(this.#sharpness * this.#evidence(name, units)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = EXPRESSIONS.map((name, index) => [name, /** @type {number} */ (weights[index]) / total]);
    return /** @type {Probabilities} */ (Object.fromEntries(shares));
  }

  /**
   * What acts though the rule does not know it speaks for another expression.
   * @param {Expression} name
   * @param {Record<ActionUnit, number>} units
   * @returns {number}
   */
  #evidence(name, units) {
    if (name === "neutral") return this.#neutral;
    const rule = this.#rules[name];
    let [shown, others, count] = [0, 0, 0];
    for (const [unit, strength] of Object.entries(units)) {
      const weight = rule[unit];
      if (weight !== undefined) shown += weight * strength;
      else [others, count] = [others + strength, count + 1];
    }
    return shown - (this.#contradiction * others) / count;
  }
}

/**
 * Follows one face while switched on, and computes nothing while off, which it is at first.
 *
 * All is told against the face at rest. Where that one smiled, `restsSmiling` says so, until the mouth has been seen
 * to rest.
 */
export class Expressions {
  #shape;
  #units;
  #judgement;
  #restS;
  #blinkShare;
  #earMin;
  #smile;
  #tauS;
  #gatheredS = 0;
  /** @type {Shape[]} */
  #seen = [];
  /** @type {Shape | null} */
  #rest = null;
  /** @type {Map<string, Ema>} */
  #smoothed = new Map();
  /** @type {Set<ShapeName>} */
  #masked = new Set();
  on = false;
  restsSmiling = false;
  /** @type {Probabilities | null} */
  probabilities = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#shape = new FaceShape(parameters);
    this.#units = new ActionUnits(parameters);
    this.#judgement = new Judgement(parameters);
    this.#restS = parameters.number("expression_rest_s");
    this.#blinkShare = parameters.number("expression_blink_share");
    this.#earMin = parameters.number("open_ear_min");
    this.#smile = new RestingSmile(parameters);
    this.#tauS = parameters.number("ema_tau_s");
  }

  /**
   * Switch on or off; the face at rest is learnt anew each time.
   * @param {boolean} on
   */
  switch(on) {
    this.on = on;
    this.restsSmiling = false;
    this.#begin();
  }

  /**
   * Take the names out of MASKS that are switched off, in place of those before.
   * @param {import("../contract/masks.js").MaskName[]} masked
   */
  mask(masked) {
    this.#masked = new Set(masked.flatMap((name) => LENGTHS_OF[name] ?? []));
  }

  /**
   * Take the points of one face in its own frame, or null where there is none to read.
   * @param {import("../maths/geometry.js").Points | null} points
   * @param {number} dtS
   */
  update(points, dtS) {
    if (!this.on) return;
    if (points === null) this.#forgetFace();
    else if (this.#rest === null) this.#gather(points, this.#shape.read(points), dtS);
    else this.#judge(this.#shape.read(points), this.#rest, dtS);
  }

  #begin() {
    this.#gatheredS = 0;
    this.#seen = [];
    this.#rest = null;
    this.#smile.reset();
    this.#forgetFace();
  }

  /**
   * @param {import("../maths/geometry.js").Points} points
   * @param {Shape} shape
   * @param {number} dtS
   */
  #gather(points, shape, dtS) {
    if (!this.#masked.has("ear") && shape.ear < this.#earMin) return;
    this.#seen.push(shape);
    this.#smile.gather(points);
    this.#gatheredS += dtS;
    if (this.#gatheredS < this.#restS) return;
    this.#rest = eachLength(shape, (name) => median(this.#seen.map((seen) => seen[name])));
    this.#seen = [];
    this.restsSmiling = this.#smile.judge(this.#rest) && !this.#masked.has("mouth_width_cm");
  }

  /**
   * @param {Shape} shape
   * @param {Shape} rest
   * @param {number} dtS
   */
  #judge(shape, rest, dtS) {
    const blinking = shape.ear < this.#blinkShare * rest.ear;
    const still = (/** @type {ShapeName} */ name) => this.#masked.has(name) || (blinking && name === "ear");
    const smooth = eachLength(shape, (name) =>
      still(name) ? rest[name] : this.#smooth(name, shape[name], dtS),
    );
    this.probabilities = this.#judgement.weigh(this.#units.measure(smooth, rest));
    if (this.#smile.update(smooth, rest, dtS)) this.#begin();
  }

  /**
   * @param {ShapeName} name
   * @param {number} value
   * @param {number} dtS
   * @returns {number}
   */
  #smooth(name, value, dtS) {
    const ema = this.#smoothed.get(name) ?? new Ema(this.#tauS);
    this.#smoothed.set(name, ema);
    return ema.update(value, dtS);
  }

  #forgetFace() {
    this.#smoothed = new Map();
    this.probabilities = null;
  }
}

/**
 * @param {Shape} shape
 * @param {(name: ShapeName) => number} make
 * @returns {Shape}
 */
function eachLength(shape, make) {
  const names = /** @type {ShapeName[]} */ (Object.keys(shape));
  return /** @type {Shape} */ (Object.fromEntries(names.map((name) => [name, make(name)])));
}
