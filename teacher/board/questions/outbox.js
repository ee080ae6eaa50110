/** @file Outbox of questions: the latest question, its end or its results, sent until everybody it concerns has it. */

import { SYNC_CHUNK } from "../../../protocol/messages.js";
import { isTransient } from "../../refusals.js";
import { Debounce } from "../toolkit/debounce.js";

/** @typedef {import("../../../protocol/messages.js").PromptMessage} PromptMessage */
/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */
/** @typedef {import("../../../protocol/messages.js").LatePromptMessage} LatePromptMessage */

const GATHER_MS = 200;
const AGAIN_MS = 1000;

/** Owns who is still to be told; the relay keeps no question, so whoever comes is told by the boards. */
export class PromptOutbox {
  /** @type {Set<string>} */
  #ids = new Set();
  #boards = false;
  #everyone = false;
  #debounce = new Debounce(() => void this.#tell());

  /**
   * @param {object} board
   * @param {() => PromptMessage | null} board.latest
   * @param {() => boolean} board.online
   * @param {(message: PromptMessage | LatePromptMessage) => Promise<Acknowledgement>} board.send
   */
  constructor({ latest, online, send }) {
    this.latest = latest;
    this.online = online;
    this.send = send;
  }

  /** @returns {boolean} whether the class is still to hear what was pressed on this board */
  get isPending() {
    return this.#everyone;
  }

  /** @param {string[]} ids students who came: they may not know the question, or not that it is over */
  addStudents(ids) {
    for (const id of ids) this.#ids.add(id);
    this.#plan(GATHER_MS);
  }

  /** Another board came, or this one came back. */
  addBoards() {
    this.#boards = true;
    this.#plan(GATHER_MS);
  }

  /** The latest question was asked or ended here, or somebody says otherwise of it. */
  addEveryone() {
    this.#everyone = true;
    this.#plan(0);
  }

  /** @param {number} ms */
  #plan(ms) {
    const due = this.#everyone || this.#boards || this.#ids.size > 0;
    if (due && this.online() && this.latest() !== null) this.#debounce.schedule(ms);
  }

  async #tell() {
    const prompt = this.latest();
    if (prompt === null || !this.online()) return;
    if (this.#everyone) await this.#tellEveryone(prompt);
    else await this.#tellSome(prompt);
    this.#plan(AGAIN_MS);
  }

  /** @param {PromptMessage} prompt */
  async #tellEveryone(prompt) {
    const [ids, boards] = [[...this.#ids], this.#boards];
    const answer = await this.send(prompt);
    if (isTransient(answer)) return;
    for (const id of ids) this.#ids.delete(id);
    this.#boards &&= !boards;
    // What was pressed while this was on its way is another message.
    this.#everyone = JSON.stringify(this.latest()) !== JSON.stringify(prompt);
  }

  /** @param {PromptMessage} prompt */
  async #tellSome(prompt) {
    const [ids, boards] = [[...this.#ids], this.#boards];
    this.#ids.clear();
    this.#boards = false;
    for (let first = 0; first === 0 || first < ids.length; first += SYNC_CHUNK) {
      const to = ids.slice(first, first + SYNC_CHUNK);
      const forBoards = boards && first === 0;
      const answer = await this.send({ ...prompt, to, ...(forBoards ? { boards: true } : {}) });
      if (!isTransient(answer)) continue;
      for (const id of to) this.#ids.add(id);
      this.#boards ||= forBoards;
    }
  }
}
