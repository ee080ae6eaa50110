/** @file Who came after a question was asked gets it too: gathered for a moment, in messages the relay accepts. */

import { SYNC_CHUNK } from "../../protocol/messages.js";
import { Soon } from "../soon.js";

/** @typedef {import("../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../protocol/messages.js").LatePromptMessage} LatePromptMessage */
/** @typedef {import("../../protocol/messages.js").Acknowledgement} Acknowledgement */

const GATHER_MS = 200;
const AGAIN_MS = 1000;

/** Owns who is still to be asked. */
export class Latecomers {
  /** @type {Set<string>} */
  #ids = new Set();
  #soon = new Soon(() => void this.#ask());

  /**
   * @param {{running: () => PromptMessage | null, send: (message: LatePromptMessage) => Promise<Acknowledgement>}} board
   */
  constructor({ running, send }) {
    this.running = running;
    this.send = send;
  }

  /** @param {string[]} ids who came */
  update(ids) {
    if (this.running() === null) return;
    for (const id of ids) this.#ids.add(id);
    if (this.#ids.size > 0) this.#soon.update(GATHER_MS);
  }

  async #ask() {
    const ids = [...this.#ids];
    this.#ids.clear();
    for (let first = 0; first < ids.length; first += SYNC_CHUNK) {
      const prompt = this.running();
      const to = ids.slice(first, first + SYNC_CHUNK);
      const answer = prompt && (await this.send({ ...prompt, to }));
      // Any other refusal is final, or ends with a new connection, whose roll is asked anew.
      if (answer?.ok === false && answer.error === "too_fast") this.#again(to);
    }
  }

  /** @param {string[]} ids */
  #again(ids) {
    for (const id of ids) this.#ids.add(id);
    this.#soon.update(AGAIN_MS);
  }
}
