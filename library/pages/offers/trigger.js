/**
 * @file Trigger of help: when which card comes, from what the student presses and how they watch. Pure; why a card came
 * stays here. One card at a time, at most one in three minutes, none again after "not now", none at all after "no more".
 */

/** @typedef {import("./cards.js").Card} Card */
/** @typedef {"done" | "later" | "never"} Answer how a card was closed; `later` is "not now", `never` is "no more" */

export const PAUSE_S = 180;
/** Who presses in a stretch presses a little late. */
export const LATE_S = 10;
/** A step back is more than what a player does by itself. */
const BACK_S = 2;
/** What calls a card that says nothing of it. */
export const USUAL = { lost: true, rewound: 2, wrong: true, puzzled_s: 20 };

export class OfferTrigger {
  /** @type {Map<string, number>} by card */
  #rewinds = new Map();
  /** @type {Map<string, number>} by card */
  #puzzled_s = new Map();
  /** @type {Set<Card>} that are to come while their stretch plays */
  #due = new Set();
  /** @type {Set<Card>} */
  #declined = new Set();
  /** @type {Card | null} */
  #shown = null;
  #quietUntil_s = Number.NEGATIVE_INFINITY;
  /** @type {number | null} where the lesson played last; null after a jump of the page's own */
  #played_s = null;

  /**
   * @param {readonly Card[]} cards
   * @param {object} options
   * @param {boolean} options.reads_faces whether the course's policy has labels
   * @param {boolean} [options.never] whether the student wants no more of them in this lesson
   */
  constructor(cards, { reads_faces, never = false }) {
    this.cards = cards;
    this.reads_faces = reads_faces;
    this.never = never;
  }

  /** @param {number} time_s where the student pressed that they are lost */
  lost(time_s) {
    this.#call(this.at(time_s).find((card) => whenOf(card).lost === true));
  }

  /** @param {number} time_s which part an answer shows to be not understood */
  wrong(time_s) {
    this.#call(this.at(time_s).find((card) => whenOf(card).wrong === true && card !== this.#shown));
  }

  /**
   * The student looks puzzled.
   * @param {number} time_s
   * @param {number} for_s since this was told last
   */
  puzzled(time_s, for_s) {
    if (!this.reads_faces) return;
    const card = this.at(time_s).find((each) => whenOf(each).puzzled_s !== undefined);
    if (card === undefined) return;
    const sum_s = (this.#puzzled_s.get(card.name) ?? 0) + for_s;
    const isLong = sum_s >= (whenOf(card).puzzled_s ?? 0);
    this.#puzzled_s.set(card.name, isLong ? 0 : sum_s);
    if (isLong) this.#call(card);
  }

  /** @param {number} time_s where the lesson plays now */
  play(time_s) {
    const before_s = this.#played_s;
    this.#played_s = time_s;
    if (before_s !== null && time_s < before_s - BACK_S) this.#rewound(time_s);
  }

  /** The page itself goes elsewhere in the lesson: that is no step back of the student's. */
  jump() {
    this.#played_s = null;
  }

  /** @param {number} time_s to where the student went back */
  #rewound(time_s) {
    for (const card of this.at(time_s)) {
      const least = whenOf(card).rewound;
      if (least === undefined) continue;
      const count = (this.#rewinds.get(card.name) ?? 0) + 1;
      this.#rewinds.set(card.name, count >= least ? 0 : count);
      if (count >= least) this.#call(card);
    }
  }

  /**
   * @param {number} time_s where the lesson is
   * @param {number} now_s
   * @returns {Card | null} the card that is to be shown now, where there is one
   */
  next(time_s, now_s) {
    const near = this.at(time_s);
    for (const card of this.#due) if (!near.includes(card)) this.#due.delete(card);
    if (this.never || this.#shown !== null || now_s < this.#quietUntil_s) return null;
    const card = near.find((each) => this.#due.has(each)) ?? null;
    if (card !== null) this.open(card, now_s);
    return card;
  }

  /**
   * A card is shown: because it is due, or because the student asked for it.
   * @param {Card} card
   * @param {number} now_s
   */
  open(card, now_s) {
    this.#shown = card;
    this.#due.delete(card);
    this.#quietUntil_s = now_s + PAUSE_S;
  }

  /** @param {Answer} answer */
  close(answer) {
    if (this.#shown !== null) {
      // What was pressed while it stood there was answered by it.
      this.#due.delete(this.#shown);
      if (answer === "later") this.#declined.add(this.#shown);
    }
    if (answer === "never") {
      this.never = true;
      this.#due.clear();
    }
    this.#shown = null;
  }

  /**
   * @param {number} time_s
   * @returns {Card[]} the cards of a moment, the narrower first; those whose stretch is just over come last
   */
  at(time_s) {
    const within = this.cards.filter((card) => card.start_s <= time_s && time_s < card.end_s);
    const late = this.cards.filter((card) => card.end_s <= time_s && time_s <= card.end_s + LATE_S);
    return [...within.sort(byWidth), ...late.sort(byWidth)];
  }

  /** @param {Card | undefined} card */
  #call(card) {
    if (card !== undefined && !this.never && !this.#declined.has(card)) this.#due.add(card);
  }
}

/** @param {Card} card */
export const whenOf = (card) => card.when ?? USUAL;

/**
 * @param {Card} one
 * @param {Card} other
 */
const byWidth = (one, other) => one.end_s - one.start_s - (other.end_s - other.start_s);
