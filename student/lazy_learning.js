/** @file Lazy loading of what learns from the student: only rooms that guess at confusion fetch it. */

import { late } from "../protocol/lazy_import.js";

const learner = late(() => import("./learning/learner.js"));

/** Rooms in which a guess at confusion is made: of a student's own words nothing else could learn. */
const LEARNS_IN = ["ask", "labels"];

export class LazyLearning {
  /** @type {import("./learning/learner.js").Learner | null} in a room that guesses */
  #learner = null;
  /** @type {import("./learning/own_words.js").Tracker | null} */
  #tracker = null;

  /** @param {import("../protocol/messages.js").Policy} policy */
  async open(policy) {
    if (!LEARNS_IN.includes(policy)) return;
    const { openLearner } = await learner();
    this.#learner ??= await openLearner();
    if (this.#tracker !== null) this.#learner.follow(this.#tracker);
  }

  /** @param {import("./learning/own_words.js").Tracker} tracker */
  follow(tracker) {
    this.#tracker = tracker;
    this.#learner?.follow(tracker);
  }

  /** @param {import("../protocol/messages.js").State} state what this device says now */
  see(state) {
    this.#learner?.see(state);
  }

  /** @param {import("./learning/tags.js").Said} said */
  say(said) {
    void this.#learner?.say(said);
  }

  /** The lesson is over: nothing is asked any more. */
  close() {
    this.#learner?.close();
  }
}
