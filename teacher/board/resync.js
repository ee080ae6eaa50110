/** @file Resynchronisation: asks students for the reports the board is missing, batched into messages the relay accepts. */

import { SYNC_CHUNK } from "../../protocol/messages.js";
import { Debounce } from "./toolkit/debounce.js";

/** @typedef {import("../../protocol/messages.js").SyncMessage} SyncMessage */
/** @typedef {import("../../protocol/messages.js").Acknowledgement} Acknowledgement */

const GATHER_MS = 100;
const AGAIN_MS = 1000;

/** Gathers questions and sends them as `sync`. */
export class Resync {
  /** @type {Map<string, number>} */
  #since = new Map();
  #rest = false;
  #debounce = new Debounce(() => void this.#ask());

  /** @param {(message: SyncMessage) => Promise<Acknowledgement>} send */
  constructor(send) {
    this.sendSync = send;
  }

  /**
   * @param {Map<string, number>} since
   * @param {boolean} [rest] also ask everybody the board has never heard of
   */
  request(since, rest = false) {
    for (const [student, seq] of since) this.#since.set(student, seq);
    this.#rest ||= rest;
    if (this.#since.size > 0 || this.#rest) this.#debounce.schedule(GATHER_MS);
  }

  async #ask() {
    const messages = syncMessages([...this.#since], this.#rest);
    this.#since.clear();
    this.#rest = false;
    for (const message of messages) {
      const answer = await this.sendSync(message);
      // Any other refusal is final or ends with a new connection, which asks anew.
      if (!answer.ok && answer.error === "too_fast") this.#again(message);
    }
  }

  /** @param {SyncMessage} message */
  #again({ since, rest }) {
    for (const [student, seq] of Object.entries(since))
      if (!this.#since.has(student)) this.#since.set(student, seq);
    this.#rest ||= rest;
    this.#debounce.schedule(AGAIN_MS);
  }
}

/**
 * @param {[student: string, seq: number][]} entries
 * @param {boolean} rest
 * @returns {SyncMessage[]}
 */
export function syncMessages(entries, rest) {
  // `rest` means everybody whom the same message does not name, so only one message that names all can carry it.
  if (entries.length <= SYNC_CHUNK) return [{ since: Object.fromEntries(entries), rest }];
  const chunks = Math.ceil(entries.length / SYNC_CHUNK);
  return Array.from({ length: chunks }, (_, index) => {
    const chunk = entries.slice(index * SYNC_CHUNK, (index + 1) * SYNC_CHUNK);
    return { since: Object.fromEntries(chunk), rest: false };
  });
}
