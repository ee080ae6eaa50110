/**
 * @file Personal learning: from a student's tags to weights of their own, where leaving tags out says that it pays.
 *
 * Twin of learning.py.
 */

import { CUE_NAMES } from "./cue_means.js";
import { fit, leftOutLosses, probability } from "./map_logistic.js";

/** @typedef {"common" | "offset" | "own"} Kind */
/** @typedef {{said: string, means: readonly number[] | null}} Tag `said` is a word, `means` the cue means then */

/**
 * What was learnt: `kind` is what runs.
 *
 * `weights` are those of the cues, in the order of CUE_NAMES, and the offset. The losses are means over tags that were
 * left out, of the common model and of the student's; null where there is no tag to learn of.
 * @typedef {{kind: Kind, weights: number[], count: number, common_loss: number | null, own_loss: number | null}} Learnt
 */

// What tags say of being lost: 1, or 0 for following; half is neither, and what is not here teaches nothing.
export const TARGETS = new Map([
  ["lost", 1],
  ["confused", 1],
  ["asked_yes", 1],
  ["asked_no", 0],
  ["engaged", 0],
  ["following_yes", 0],
  ["following_partly", 0.5],
  ["following_no", 1],
]);
// Said at a moment of the student's own choice: such moments tell how a face looks, not how often it does.
export const VOLUNTEERED = ["lost", "confused", "engaged"];

/** Learns of tags, and says how likely a moment is one in which the student is lost. */
export class Learning {
  #rest;
  #unit;
  #far;
  #tau;
  #volunteeredTau;
  #stepsMax;
  #tagsMin;
  #kindMin;
  #gainMin;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const [rest, unit] = [parameters.weights("personal_rest"), parameters.weights("personal_unit")];
    const prior = parameters.weights("personal_prior");
    this.#rest = CUE_NAMES.map((name) => rest[name] ?? 0);
    this.#unit = CUE_NAMES.map((name) => unit[name] ?? 1);
    this.#far = parameters.number("personal_far");
    this.#tau = parameters.number("personal_tau");
    this.#volunteeredTau = parameters.number("personal_volunteered_tau");
    this.#stepsMax = parameters.number("personal_steps_max");
    this.#tagsMin = parameters.number("personal_tags_min");
    this.#kindMin = parameters.number("personal_kind_min");
    this.#gainMin = parameters.number("personal_gain_min");
    this.common = [...CUE_NAMES, "offset"].map((name) => prior[name] ?? 0);
  }

  /**
   * Return what tags teach.
   * @param {readonly Tag[]} tags
   * @returns {Learnt}
   */
  learn(tags) {
    const { rows, targets } = this.rows(tags);
    if (targets.length === 0) {
      return { kind: "common", weights: this.common, count: 0, common_loss: null, own_loss: null };
    }
    const kind = this.#kind(targets);
    const common = this.#loss(rows, targets, this.#spread("common"));
    const own = this.#loss(rows, targets, this.#spread(kind));
    const pays = (common.loss - own.loss) * targets.length >= this.#gainMin;
    return {
      kind: pays ? kind : "common",
      weights: pays ? own.weights.slice(0, -1) : this.common,
      count: targets.length,
      common_loss: common.loss,
      own_loss: own.loss,
    };
  }

  /**
   * Return how likely the student is lost, by cue means and the weights of `Learnt`.
   * @param {readonly number[]} means
   * @param {readonly number[]} weights
   * @returns {number}
   */
  likely(means, weights) {
    return probability([...this.scaled(means), 1], weights);
  }

  /**
   * Return what each cue adds to the log odds, in the order of CUE_NAMES.
   * @param {readonly number[]} means
   * @param {readonly number[]} weights
   * @returns {number[]}
   */
  parts(means, weights) {
    return this.scaled(means).map((value, place) => value * (weights[place] ?? 0));
  }

  /**
   * Return cue means as the weights take them: from rest, in their units, and bounded.
   * @param {readonly number[]} means
   * @returns {number[]}
   */
  scaled(means) {
    return this.#rest.map((rest, place) => {
      const value = ((means[place] ?? 0) - rest) / (this.#unit[place] ?? 1);
      return Math.min(Math.max(value, -this.#far), this.#far);
    });
  }

  /**
   * Return what tags teach: scaled means, 1, and whether it was volunteered; and how lost each is.
   * @param {readonly Tag[]} tags
   */
  rows(tags) {
    /** @type {number[][]} */
    const rows = [];
    /** @type {number[]} */
    const targets = [];
    for (const { said, means } of tags) {
      const target = TARGETS.get(said);
      if (target === undefined || means === null) continue;
      rows.push([...this.scaled(means), 1, VOLUNTEERED.includes(said) ? 1 : 0]);
      targets.push(target);
    }
    return { rows, targets };
  }

  /**
   * @param {number[]} targets
   * @returns {Kind}
   */
  #kind(targets) {
    const [lost, following] = [1, 0].map((kind) => targets.filter((target) => target === kind).length);
    const enough = targets.length >= this.#tagsMin && Math.min(lost ?? 0, following ?? 0) >= this.#kindMin;
    return enough ? "own" : "offset";
  }

  /**
   * @param {Kind} kind
   * @returns {number[]}
   */
  #spread(kind) {
    const cues = kind === "own" ? this.#tau : 0;
    const offset = kind === "common" ? 0 : this.#tau;
    return [...CUE_NAMES.map(() => cues), offset, this.#volunteeredTau];
  }

  /**
   * @param {number[][]} rows
   * @param {number[]} targets
   * @param {number[]} spread
   */
  #loss(rows, targets, spread) {
    const prior = [...this.common, 0];
    const weights = fit(rows, targets, prior, spread, this.#stepsMax);
    const losses = leftOutLosses(rows, targets, weights, prior, spread);
    return { weights, loss: losses.reduce((sum, loss) => sum + loss, 0) / targets.length };
  }
}
