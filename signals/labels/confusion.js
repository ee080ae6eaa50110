/**
 * @file Confusion: brow lowered, head tilted, no smile and gaze centred, weighed and summed over time.
 *
 * Twin of confusion.py.
 */

import { Witness } from "../maths/persistence.js";

/** @typedef {import("../contract/parameters.js").Parameters} Parameters */
/** @typedef {import("../contract/parameters.js").Sensitivity} Sensitivity */
/** @typedef {"all" | "brow_alone" | "none" | "against"} Evidence */
/** @typedef {Record<Evidence, number>} Weights */

/**
 * The evidence that brings the label on, and what each kind weighs while it is off and while it is on.
 * @typedef {{limit_s: number, rising: Weights, lasting: Weights}} Rule
 */

/**
 * Return the rules by their name, which is the setting `sensitivity`.
 * @param {Parameters} parameters
 * @returns {Record<Sensitivity, Rule>}
 */
export function readRules(parameters) {
  const anew = -parameters.number("confused_strict_anew");
  const drain = -parameters.number("confused_strict_drain");
  const none = -parameters.number("confused_none_drain");
  const against = -parameters.number("confused_against_drain");
  const strict = { all: 1, brow_alone: anew, none: anew, against: anew };
  const lasting = { all: 1, brow_alone: drain, none: drain, against: drain };
  const mild = { all: 1, brow_alone: 0, none, against };
  return {
    strict: { limit_s: parameters.number("confused_strict_s"), rising: strict, lasting },
    balanced: { limit_s: parameters.number("confused_balanced_s"), rising: mild, lasting: mild },
    brow: { limit_s: parameters.number("confused_brow_s"), rising: mild, lasting: mild },
  };
}

/**
 * Return what the cues of one frame are for a rule: all, brow_alone, none or against.
 *
 * The rule `brow` asks for no tilt: on acted confused faces the brow tells them and the tilt does not.
 * @param {Sensitivity} rule
 * @param {boolean} lowered
 * @param {boolean} tilted
 * @param {boolean} smiling
 * @param {boolean} centred
 * @returns {Evidence}
 */
export function evidence(rule, lowered, tilted, smiling, centred) {
  if (smiling || !centred) return "against";
  if (!lowered) return "none";
  return tilted || rule === "brow" ? "all" : "brow_alone";
}

/**
 * Seconds of evidence, each frame weighed by the rule: on at its limit, off well below it.
 *
 * S = clip(S + weight * dt, 0, cap). `strict` is "+1, else anew": until it is on, whatever lacks one cue
 * empties all that was filled within a quarter of a second; a single noisy frame costs its own time alone.
 */
export class Confusion {
  #rule;
  #capS;
  #offS;
  #witness;
  #filledS = 0;
  on = false;

  /**
   * @param {Parameters} parameters
   * @param {Sensitivity} rule
   */
  constructor(parameters, rule) {
    this.#rule = readRules(parameters)[rule];
    this.#capS = parameters.number("confused_cap") * this.#rule.limit_s;
    this.#offS = parameters.number("confused_off") * this.#rule.limit_s;
    this.#witness = new Witness(parameters.number("dt_max_s"));
  }

  /**
   * Return whether the evidence has lasted; null, where nothing can be told, holds what there is.
   * @param {Evidence | null} shown
   * @param {number} dtS
   * @returns {boolean}
   */
  update(shown, dtS) {
    const countedS = this.#witness.update(shown, dtS);
    if (shown === null) return this.on;
    const weights = this.on ? this.#rule.lasting : this.#rule.rising;
    this.#filledS = Math.min(Math.max(this.#filledS + weights[shown] * countedS, 0), this.#capS);
    this.on = this.#filledS >= (this.on ? this.#offS : this.#rule.limit_s);
    return this.on;
  }

  /** Forget the cues seen. */
  reset() {
    this.#witness.reset();
    this.#filledS = 0;
    this.on = false;
  }
}
