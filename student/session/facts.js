/** @file Facts: what the student has said (hand, lost, pace, answers), each with a time of its own. */

import { HISTORY_ANSWERS } from "../../protocol/messages.js";
import { standingPace } from "./pace.js";

/** @typedef {import("./saved_session.js").SavedSession} SavedSession */
/** @typedef {import("../../protocol/messages.js").StatusMessage} StatusMessage */
/** @typedef {import("../../protocol/messages.js").AnswerMessage} AnswerMessage */
/** @typedef {import("../../protocol/messages.js").LoweredMessage} LoweredMessage */
/** @typedef {{hand?: boolean, lost?: boolean, pace?: import("../../protocol/messages.js").Pace}} Said */

/** Owns the facts, which stand in the tab's memory, so that a board that comes later is told the same. */
export class Facts {
  /**
   * @param {SavedSession} saved
   * @param {(change: Partial<SavedSession>) => void} keep
   */
  constructor(saved, keep) {
    this.saved = saved;
    this.keep = keep;
  }

  /**
   * @param {Said} said
   * @param {number} at in ms on the relay's clock
   */
  say(said, at) {
    /** @type {Partial<SavedSession>} */
    const pressed = {};
    if (said.hand !== undefined) pressed.handAt = at;
    if (said.lost !== undefined) pressed.lostAt = at;
    if (said.pace !== undefined) pressed.paceAt = at;
    this.keep({ ...said, ...pressed, statusSeq: this.saved.statusSeq + 1, statusAt: at });
  }

  /**
   * @param {string} prompt the question's id
   * @param {number} choice
   * @param {number} at in ms on the relay's clock
   * @returns {AnswerMessage}
   */
  answer(prompt, choice, at) {
    const seq = this.saved.answerSeq + 1;
    this.#keepAnswer(prompt, { choice, seq, at, told: false });
    return { prompt, choice, seq, at };
  }

  /**
   * Say an answer again that the relay has not taken: it did not know of the question, or the line broke.
   * @param {string} prompt the question's id
   * @returns {AnswerMessage | null} under a new number and with its old time; null where there is none, or it was taken
   */
  again(prompt) {
    const answer = this.saved.answers[prompt];
    if (answer === undefined || answer.told) return null;
    return this.answer(prompt, answer.choice, answer.at);
  }

  /** @param {AnswerMessage} answer that the relay has taken; another may have been given since */
  noteTold({ prompt, seq }) {
    const answer = this.saved.answers[prompt];
    if (answer !== undefined && answer.seq === seq) this.#keepAnswer(prompt, { ...answer, told: true });
  }

  /**
   * Take down what the teacher lowered, unless it was pressed again since.
   * @param {LoweredMessage} lowered
   * @param {number} now in ms on the relay's clock
   * @returns {boolean} whether it stood
   */
  lower({ what, at }, now) {
    const pressedAt = what === "hand" ? this.saved.handAt : this.saved.lostAt;
    if (!this.saved[what] || pressedAt > at) return false;
    this.say({ [what]: false }, now);
    return true;
  }

  /**
   * Say everything anew, under numbers beyond those of all other tabs: from here on this tab's word holds.
   * @param {number} first the number to count from
   * @param {number} now in ms on the relay's clock
   */
  beginRun(first, now) {
    const answers = Object.entries(this.saved.answers).sort(([, a], [, b]) => a.seq - b.seq);
    this.keep({
      statusSeq: first,
      statusAt: this.saved.statusAt || now,
      answers: Object.fromEntries(
        answers.map(([prompt, answer], index) => [prompt, { ...answer, seq: first + index }]),
      ),
      answerSeq: first + answers.length - 1,
    });
  }

  /**
   * @param {number} now in ms on the relay's clock
   * @returns {StatusMessage | null} null before the first word
   */
  status(now) {
    return this.saved.statusSeq === 0 ? null : statusOf(this.saved, now);
  }

  /** @returns {AnswerMessage[]} the last of each question, oldest first */
  answers() {
    return Object.entries(this.saved.answers)
      .map(([prompt, { choice, seq, at }]) => ({ prompt, choice, seq, at }))
      .sort((a, b) => a.seq - b.seq)
      .slice(-HISTORY_ANSWERS);
  }

  /**
   * @param {string} prompt
   * @param {import("./saved_session.js").KeptAnswer} answer
   */
  #keepAnswer(prompt, answer) {
    const answerSeq = Math.max(this.saved.answerSeq, answer.seq);
    this.keep({ answerSeq, answers: { ...this.saved.answers, [prompt]: answer } });
  }
}

/**
 * @param {Pick<SavedSession, "statusSeq" | "statusAt" | "hand" | "handAt" | "lost" | "lostAt" | "pace" | "paceAt">} saved
 * @param {number} now in ms on the relay's clock
 * @returns {StatusMessage}
 */
export function statusOf(saved, now) {
  const { statusSeq: seq, statusAt: at, hand, lost } = saved;
  const pace = standingPace(saved, now);
  return {
    seq,
    at,
    hand,
    lost,
    pace,
    hand_at: hand ? saved.handAt : null,
    lost_at: lost ? saved.lostAt : null,
    pace_at: pace === null ? null : saved.paceAt,
  };
}
