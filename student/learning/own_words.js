/** @file Own words: owns the student's tags, what this device learnt of them, and where they are kept. */

import { Parameters } from "../../signals/contract/parameters.js";
import { Learning } from "../../signals/personal/learning.js";
import { forgetTags, keepTags, keptTags } from "./tag_store.js";
import { importTags, merged } from "./tags.js";

/** @typedef {import("./tags.js").Said} Said */
/** @typedef {import("./tags.js").State} State */
/** @typedef {import("./tags.js").Tag} Tag */
/** @typedef {import("../../signals/personal/learning.js").Learnt} Learnt */
/** @typedef {Pick<import("../../capture/face_tracker.js").FaceTracker, "learn" | "means">} Tracker */

export class OwnWords {
  /** @type {Tag[]} */
  tags = [];
  /** Whether the tags are kept on this device. */
  kept = false;
  /** Whether the labels learn from the tags. */
  learns = true;
  /** @type {Tracker | null} */
  #tracker = null;

  /**
   * @param {Record<string, any>} parameters
   * @param {() => void} onChange
   */
  constructor(parameters, onChange) {
    this.learning = new Learning(new Parameters(parameters));
    this.onChange = onChange;
    /** @type {Learnt} */
    this.learnt = this.learning.learn([]);
  }

  /** Bring back what was kept here before. */
  async open() {
    const tags = await keptTags();
    this.kept = tags !== null;
    this.#take(merged(tags ?? [], this.tags));
  }

  /** @param {Tracker} tracker whose worker follows the cue means from now on */
  follow(tracker) {
    this.#tracker = tracker;
    tracker.learn(this.weights);
  }

  /** The weights that run, null where the room's rule tells. */
  get weights() {
    return this.learns && this.learnt.kind !== "common" ? this.learnt.weights : null;
  }

  /**
   * @param {Said} said
   * @param {State | null} device the label on this device
   * @returns {Promise<Tag>}
   */
  async say(said, device) {
    const at = Date.now();
    const means = (await this.#tracker?.means()) ?? null;
    const tag = { said, device, at, means };
    this.#take(merged(this.tags, [tag]));
    await this.#write();
    return tag;
  }

  /** @param {boolean} learns */
  learnOrNot(learns) {
    this.learns = learns;
    this.#take(this.tags);
  }

  /**
   * @param {boolean} keep
   * @returns {Promise<boolean>} whether it is so now
   */
  async keep(keep) {
    this.kept = keep ? await keepTags(this.tags) : !(await forgetTags());
    this.onChange();
    return this.kept === keep;
  }

  /** Forget every tag, in this tab and on this device, and what was learnt. */
  async forget() {
    this.#take([]);
    return this.keep(false);
  }

  /**
   * @param {string} words of a file
   * @returns {Promise<number>} how many tags were in it
   * @throws {import("./tags.js").TagFileError}
   */
  async import(words) {
    const tags = importTags(words);
    this.#take(merged(this.tags, tags));
    await this.#write();
    return tags.length;
  }

  /** @param {Tag[]} tags */
  #take(tags) {
    this.tags = tags;
    this.learnt = this.learning.learn(tags);
    this.#tracker?.learn(this.weights);
    this.onChange();
  }

  async #write() {
    if (this.kept) this.kept = await keepTags(this.tags);
  }
}
