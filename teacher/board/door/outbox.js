/** @file Outbox of the door: what the relay has still to hear, sent until it has it, and all of it anew at each connection. */

import { isTransient } from "../../refusals.js";
import { Debounce } from "../toolkit/debounce.js";

/** @typedef {import("../../../protocol/messages.js").DoorMessage} DoorMessage */
/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */

const AGAIN_MS = 1000;

/** Owns what the relay is still to hear. */
export class DoorOutbox {
  #lock = false;
  /** @type {Set<string>} */
  #students = new Set();
  #retry = new Debounce(() => void this.#tell());

  /**
   * @param {object} board
   * @param {import("./door.js").Door} board.door
   * @param {() => boolean} board.online
   * @param {(message: DoorMessage) => Promise<Acknowledgement>} board.send
   */
  constructor({ door, online, send }) {
    this.door = door;
    this.online = online;
    this.send = send;
  }

  /** @returns {boolean} whether something that was pressed is not told yet */
  get isPending() {
    return this.#lock || this.#students.size > 0;
  }

  /** @param {DoorMessage} word that was said on this board */
  add({ lock, seats = [] }) {
    this.#lock ||= lock !== undefined;
    for (const [student] of seats) this.#students.add(student);
    void this.#tell();
  }

  /** A connection is there: the relay behind it may have forgotten, and another board may never have heard. */
  resendAll() {
    this.#lock = false;
    this.#students.clear();
    for (const message of this.door.messages()) void this.#say(message);
  }

  async #tell() {
    if (!this.isPending || !this.online()) return;
    const messages = this.door.messages({ lock: this.#lock, students: this.#students });
    this.#lock = false;
    this.#students.clear();
    await Promise.all(messages.map((message) => this.#say(message)));
  }

  /** @param {DoorMessage} message */
  async #say(message) {
    const answer = await this.send(message);
    if (!isTransient(answer)) return;
    this.#lock ||= message.lock !== undefined;
    for (const [student] of message.seats ?? []) this.#students.add(student);
    this.#retry.schedule(AGAIN_MS);
  }
}
