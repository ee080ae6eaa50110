/** @file Simulated student: says what a real student's page would say, as the rows that boards are sent. */

/** @typedef {import("../../protocol/messages.js").State} State */
/** @typedef {import("../../protocol/messages.js").Cue} Cue */
/** @typedef {import("../../protocol/messages.js").Pace} Pace */
/** @typedef {import("../../protocol/messages.js").ReportRow} ReportRow */
/** @typedef {import("../../protocol/messages.js").StatusRow} StatusRow */
/** @typedef {import("../../protocol/messages.js").AnswerRow} AnswerRow */

/** @type {Partial<Record<State, Cue[]>>} */
const CUES = {
  focused: ["gaze_centred"],
  confused: ["brow_lowered", "head_tilted", "no_smile", "gaze_centred"],
  away: ["gaze_left"],
  down: ["gaze_down"],
  drowsy: ["eyes_closed"],
  unknown: ["light"],
};

/** Owns one student's numbers, state and presses. */
export class PretendStudent {
  #reports = 0;
  #statuses = 0;
  #answers = 0;
  /** @type {State | null} */
  state = null;
  hand = false;
  lost = false;
  /** @type {Pace} */
  pace = null;
  /** @type {{hand: number | null, lost: number | null, pace: number | null}} when each was pressed, in ms */
  #since = { hand: null, lost: null, pace: null };
  isHere = true;

  /**
   * @param {string} id
   * @param {string} name
   */
  constructor(id, name) {
    this.id = id;
    this.name = name;
  }

  /**
   * @param {State} state
   * @param {number} atMs
   * @param {boolean} tellsCues whether the room lets reasons through
   * @returns {ReportRow}
   */
  report(state, atMs, tellsCues) {
    this.state = state;
    this.#reports += 1;
    return [this.id, this.#reports, atMs, state, tellsCues ? (CUES[state] ?? []) : [], []];
  }

  /**
   * @param {{hand?: boolean, lost?: boolean, pace?: Pace}} pressed
   * @param {number} atMs
   * @returns {StatusRow}
   */
  press(pressed, atMs) {
    for (const what of /** @type {const} */ (["hand", "lost", "pace"]))
      if (pressed[what] !== undefined) this.#since[what] = pressed[what] ? atMs : null;
    Object.assign(this, pressed);
    this.#statuses += 1;
    const { hand, lost, pace } = this.#since;
    return [this.id, this.#statuses, atMs, this.hand, this.lost, this.pace, hand, lost, pace];
  }

  /**
   * @param {string} prompt
   * @param {number} choice
   * @param {number} atMs
   * @returns {AnswerRow}
   */
  answer(prompt, choice, atMs) {
    this.#answers += 1;
    return [this.id, prompt, choice, this.#answers, atMs];
  }
}
