/** @file Learner: puts together what the student says of themself, what this device learns of it, and what it shows. */

import { byRole, element, field } from "../../look/dom.js";
import { STATES } from "../../protocol/states.js";
import { text } from "../panels/text.js";
import { LearntPanel } from "./learnt_panel.js";
import { MoodPanel } from "./mood_panel.js";
import { OwnWords } from "./own_words.js";
import { Probe } from "./probe.js";
import { MOODS } from "./tags.js";

/** @typedef {import("./tags.js").Said} Said */
/** @typedef {import("./tags.js").State} State */

export class Learner {
  /** @type {State | null} */
  #device = null;

  /** @param {Record<string, any>} parameters */
  constructor(parameters) {
    this.words = new OwnWords(parameters, () => this.#show());
    this.moods = new MoodPanel((mood) => void this.say(mood));
    this.panel = new LearntPanel(this.words, () => this.moods.clear());
    this.probe = new Probe(
      () => this.#device !== null,
      (answer) => void this.say(answer),
    );
    field("probe-switch").addEventListener("change", () => this.probe.switch(field("probe-switch").checked));
    field("learn-switch").addEventListener("change", () =>
      this.words.learnOrNot(field("learn-switch").checked),
    );
    field("keep-switch").addEventListener("change", () => void this.#keep(field("keep-switch").checked));
  }

  async open() {
    await this.words.open();
    for (const role of ["moods-panel", "learnt-panel"]) element(role).hidden = false;
  }

  close() {
    this.probe.switch(false);
    for (const role of ["moods-panel", "learnt-panel"]) element(role).hidden = true;
  }

  /** @param {import("./own_words.js").Tracker} tracker */
  follow(tracker) {
    this.words.follow(tracker);
  }

  /** @param {State} state what this device says now */
  see(state) {
    this.#device = STATES[state].group === "attention" ? state : null;
  }

  /** @param {Said} said */
  async say(said) {
    const tag = await this.words.say(said, this.#device);
    if (MOODS.some((mood) => mood === said)) this.moods.show(tag);
  }

  /** @param {boolean} keep */
  async #keep(keep) {
    const told = byRole(document, "keep-told");
    told.setAttribute("aria-busy", "true");
    told.textContent = (await this.words.keep(keep)) ? "" : text("learn.keep_failed");
    told.setAttribute("aria-busy", "false");
  }

  #show() {
    field("learn-switch").checked = this.words.learns;
    field("keep-switch").checked = this.words.kept;
    this.panel?.show();
  }
}

/** @returns {Promise<Learner>} with what was kept on this device */
export async function openLearner() {
  const answer = await fetch(new URL("../../signals/parameters.json", import.meta.url));
  const learner = new Learner(await answer.json());
  await learner.open();
  return learner;
}
