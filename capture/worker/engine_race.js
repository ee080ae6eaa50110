/** @file Engine race: measures which of two engines, processor or graphics chip, is quicker on this device. */

import { lowerMedian } from "./frame_rate.js";

/** @typedef {import("./messages.js").Engine} Engine */
/** @typedef {import("./messages.js").Times} Times */
/** @typedef {import("./messages.js").Choice} Choice */

const COUNTED = 5;
// The first pictures of an engine also make its shaders, and find the face before they follow it.
const WARMING = 2;
const ATTEMPTS = 3;

export class EngineRace {
  /** The engine for the next picture: the processor, which starts quickest, until the other has won.
   * @type {Engine} */
  engine = "cpu";
  /** @type {Choice | null} null until it is known */
  choice = null;
  /** @type {number[]} */
  #cpu = [];
  /** @type {number[]} */
  #webgl = [];
  #attempts = 0;
  #warming = 0;

  /**
   * Take the time of one picture.
   * @param {object} seen
   * @param {number} seen.tookMs
   * @param {number} seen.faces how many were found; engines are compared at one, as they do more work for more
   * @param {boolean} seen.labelled whether there are labels already: the first is never kept waiting for this
   */
  update({ tookMs, faces, labelled }) {
    if (this.choice !== null || !labelled) return;
    if (this.engine === "cpu") this.#updateCpu(tookMs, faces);
    else if (this.#warming > 0) this.#warming -= 1;
    else this.#updateWebgl(tookMs, faces);
  }

  /** The graphics chip's way does not work here. */
  fail() {
    return this.#decide("cpu", null);
  }

  /**
   * @param {number} tookMs
   * @param {number} faces
   */
  #updateCpu(tookMs, faces) {
    if (faces !== 1) return;
    this.#cpu = [...this.#cpu, tookMs].slice(-COUNTED);
    if (this.#cpu.length < COUNTED) return;
    this.engine = "webgl";
    this.#warming = WARMING;
    this.#webgl = [];
  }

  /**
   * @param {number} tookMs
   * @param {number} faces
   */
  #updateWebgl(tookMs, faces) {
    if (faces !== 1) return this.#giveUp();
    this.#webgl.push(tookMs);
    const cpu = lowerMedian(this.#cpu);
    const majority = Math.ceil(COUNTED / 2);
    // As many as this on one side, and the median is on that side, whatever the rest would be.
    const quicker = this.#webgl.filter((ms) => ms < cpu).length;
    if (quicker < majority && this.#webgl.length - quicker < majority) return undefined;
    const times = { cpu, webgl: lowerMedian(this.#webgl) };
    return this.#decide(quicker >= majority ? "webgl" : "cpu", times);
  }

  /** The student may have gone, or the graphics chip finds no face at all: ask again later, but not for ever. */
  #giveUp() {
    this.engine = "cpu";
    this.#cpu = [];
    this.#attempts += 1;
    if (this.#attempts === ATTEMPTS) this.fail();
  }

  /**
   * @param {Engine} engine
   * @param {Times | null} times
   * @returns {Choice}
   */
  #decide(engine, times) {
    this.engine = engine;
    this.choice = { engine, times };
    return this.choice;
  }
}
