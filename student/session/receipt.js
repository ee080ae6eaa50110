/** @file Receipts: how far the student's last press has come: to nobody, to the relay, or to a teacher who is there. */

/** @typedef {"hand" | "lost" | "pace" | "answer"} What */
/** @typedef {"sending" | "no-line" | "no-teacher" | "arrived" | "too-late"} Way how far it has come; `too-late`: the question was over */
/** @typedef {{what: What, value: boolean | import("../../protocol/messages.js").Pace, seq: number}} Press `seq` numbers it among messages of its kind */
/** @typedef {{online: boolean, teachers: number}} Line what is known of who could hear it */

/** Owns the last press, and whether the relay has acknowledged it. */
export class Receipt {
  /** @type {Press | null} */
  press = null;
  #acknowledged = false;
  #late = false;

  /** @param {() => void} [onChange] */
  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /**
   * @param {import("./facts.js").Said} said
   * @param {number} seq of the status that tells it
   */
  said({ hand, lost, pace }, seq) {
    for (const [what, value] of Object.entries({ hand, lost, pace }))
      if (value !== undefined) this.pressed({ what: /** @type {What} */ (what), value, seq });
  }

  /** @param {Press} press which takes the place of the one before */
  pressed(press) {
    this.press = press;
    this.#acknowledged = false;
    this.#late = false;
    this.onChange();
  }

  /** @param {import("../../protocol/messages.js").Raised} what the teacher has taken down */
  lowered(what) {
    if (this.press?.what !== what) return;
    this.press = null;
    this.onChange();
  }

  /**
   * What the relay says of a message, and with it of all of its kind that was pressed before it.
   * @param {"status" | "answer"} kind
   * @param {number} seq
   * @param {import("../../protocol/messages.js").Acknowledgement} reply
   */
  heard(kind, seq, reply) {
    if (this.press === null || !this.#isOf(kind) || seq < this.press.seq) return;
    this.#acknowledged ||= reply.ok;
    this.#late = !reply.ok && reply.error === "not_running";
    this.onChange();
  }

  /**
   * @param {Line} line
   * @returns {Way | null} null where nothing was pressed
   */
  way({ online, teachers }) {
    if (this.press === null) return null;
    if (this.#late) return "too-late";
    if (!online) return this.#acknowledged && this.press.what === "answer" ? "arrived" : "no-line";
    if (!this.#acknowledged) return "sending";
    return teachers > 0 ? "arrived" : "no-teacher";
  }

  /** @param {"status" | "answer"} kind */
  #isOf(kind) {
    return this.press !== null && (this.press.what === "answer") === (kind === "answer");
  }
}
