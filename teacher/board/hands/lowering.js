/** @file Lowering hands, and clearing "lost", from the board: the students' own pages do it, and tell them. */

import { SYNC_CHUNK } from "../../../protocol/messages.js";

/** @typedef {import("../../../classroom/student.js").Student} Student */
/** @typedef {import("../../../protocol/messages.js").Acknowledgement} Acknowledgement */
/** @typedef {"hand" | "lost"} Call what a student may ask for by a press */

/** A page that is there answers within this time; one that sleeps does when it wakes. */
const ANSWERED_WITHIN_MS = 5000;
const LOOK_EVERY_MS = 100;

/**
 * @param {Student} student
 * @param {Call} what
 */
export function isCalling({ online, status }, what) {
  return online && (status?.[what] ?? false);
}

/** Asks students' pages, and waits for what they say. */
export class Lowering {
  /** @param {Pick<import("../toolkit/panel.js").Host, "connection" | "roster">} board */
  constructor(board) {
    this.board = board;
  }

  /**
   * @param {string[]} ids
   * @param {Call} what
   * @returns {Promise<Acknowledgement>} when the pages have done it, or have had the time to
   */
  async lower(ids, what) {
    const { connection } = this.board;
    const at = connection.now();
    for (let first = 0; first < ids.length; first += SYNC_CHUNK) {
      const to = ids.slice(first, first + SYNC_CHUNK);
      const answer = await connection.send("lower", { to, what, at });
      if (!answer.ok) return answer;
    }
    await this.#untilDone(ids, what, at);
    return { ok: true };
  }

  /**
   * @param {string[]} ids
   * @param {Call} what
   * @param {number} at
   */
  async #untilDone(ids, what, at) {
    const until = performance.now() + ANSWERED_WITHIN_MS;
    while (performance.now() < until && ids.some((id) => this.#stands(id, what, at)))
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }

  /**
   * @param {string} id
   * @param {Call} what
   * @param {number} at
   */
  #stands(id, what, at) {
    const student = this.board.roster.students.get(id);
    if (student === undefined || !isCalling(student, what)) return false;
    // Pressed again meanwhile: that is a new call.
    return ((what === "hand" ? student.handSince : student.lostSince) ?? 0) <= at;
  }
}
