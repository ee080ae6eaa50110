/** @file Lazy loading of what learns from the student: only rooms that guess at confusion fetch it. */

import { late } from "../protocol/lazy_import.js";

const learner = late(() => import("./learning/learner.js"));

/** Rooms in which a guess at confusion is made: of a student's own words nothing else could learn. */
const LEARNS_IN = ["ask", "labels"];

/** Before there is a label there is nothing to learn of, and FaceMesh comes first on a slow network. */
const TOO_EARLY = ["calibrating", "unknown"];

export class LazyLearning {
  /** @type {import("./learning/learner.js").Learner | null} once it is there */
  #learner = null;
  /** @type {Promise<import("./learning/learner.js").Learner> | null} */
  #coming = null;
  /** @type {import("./learning/own_words.js").Tracker | null} */
  #tracker = null;
  #allowed = false;

  /** @param {import("../protocol/messages.js").Policy} policy */
  open(policy) {
    this.#allowed = LEARNS_IN.includes(policy);
  }

  /** @param {import("./learning/own_words.js").Tracker} tracker */
  follow(tracker) {
    this.#tracker = tracker;
    this.#learner?.follow(tracker);
  }

  /** @param {import("../protocol/messages.js").State} state what this device says now */
  see(state) {
    this.#learner?.see(state);
    if (this.#mayLearn && this.#coming === null && !TOO_EARLY.includes(state)) void this.#load(state);
  }

  /** Without a camera there are no measures that go with what a student says. */
  get #mayLearn() {
    return this.#allowed && this.#tracker !== null;
  }

  /** @param {import("./learning/tags.js").Said} said */
  say(said) {
    void this.#learner?.say(said);
  }

  /** The lesson is over: nothing is asked any more. */
  close() {
    this.#allowed = false;
    this.#learner?.close();
  }

  /** @param {import("../protocol/messages.js").State} state what this device says meanwhile */
  async #load(state) {
    this.#coming = learner().then(({ openLearner }) => openLearner());
    const opened = await this.#coming.catch(() => null);
    if (opened === null) this.#coming = null; // the network is away: the next label tries again
    if (opened === null) return undefined;
    if (!this.#allowed) return opened.close();
    this.#learner = opened;
    opened.see(state);
    if (this.#tracker !== null) opened.follow(this.#tracker);
    return undefined;
  }
}
