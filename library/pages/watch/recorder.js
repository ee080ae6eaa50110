/**
 * @file Recorder of a watched lesson: which bins of five seconds were played first, which again, what was pressed where,
 * and which state lasted longest. Pure: it is told media times, and gives away what is new since it was asked last.
 */

import { StateTally } from "./face/state_tally.js";

export const BIN_S = 5;
/** @typedef {"lost" | "slower" | "faster" | "back" | "left"} Mark */
/** @typedef {[from: number, to: number, state: string | null]} Run */
/** @typedef {[cue: string, place: number, what: "shown" | "taken" | "helped" | "not_helped"]} Helped */
/** @typedef {{runs: Run[], again: [number, number][], marks: [number, Mark][], offers?: Helped[]}} Delta `offers` where there is something of them */

const ITEMS_MAX = 240;
const MARKS_MAX = 60;
const OFFERS_MAX = 60;

export class Recorder {
  /** @type {{bin: number, state: string | null}[]} */
  #first = [];
  /** @type {number[]} */
  #again = [];
  /** @type {[number, Mark][]} */
  #marks = [];
  /** @type {{bin: number | null, helped: Helped}[]} */
  #offers = [];
  /** @type {number | null} the bin that plays now; null after a jump */
  #bin = null;
  /** Whether the bin that plays is played for the first time and has not been told. */
  #isOpen = false;
  #tally = new StateTally();
  /** @type {Set<string>} presses that were told; one of a kind a bin counts */
  #pressed = new Set();

  /**
   * @param {number} bins of the lesson
   * @param {(bin: number) => boolean} isSeen whether this browser has told this bin before
   * @param {(bin: number) => void} onSeen
   */
  constructor(bins, isSeen, onSeen) {
    this.bins = bins;
    this.isSeen = isSeen;
    this.onSeen = onSeen;
  }

  /** @param {number} time_s where the lesson plays */
  play(time_s) {
    const bin = this.#binAt(time_s);
    if (bin === this.#bin) return;
    this.#settle();
    this.#bin = bin;
    if (this.isSeen(bin)) this.#again.push(bin);
    else {
      this.#first.push({ bin, state: null });
      this.#isOpen = true;
      this.onSeen(bin);
    }
  }

  /**
   * What the face was, as the policy tells it, for a while of the bin that plays.
   * @param {string | null} state null where nothing can be told
   * @param {number} ms
   */
  saw(state, ms) {
    if (this.#isOpen) this.#tally.add(state, ms);
  }

  /** The lesson goes on elsewhere: what plays next is entered anew. */
  jump() {
    this.#settle();
    this.#bin = null;
  }

  /** What lasted longest in a bin is known when the bin is left. */
  #settle() {
    const last = this.#first.at(-1);
    if (this.#isOpen && last !== undefined) last.state = this.#tally.longest();
    this.#isOpen = false;
    this.#tally.clear();
  }

  /**
   * @param {Mark} kind
   * @param {number} time_s
   */
  press(kind, time_s) {
    if (this.#bin === null || this.#binAt(time_s) !== this.#bin) this.play(time_s);
    const key = `${kind} ${this.#bin}`;
    if (this.#pressed.has(key)) return;
    this.#pressed.add(key);
    this.#marks.push([/** @type {number} */ (this.#bin), kind]);
  }

  /**
   * What happened to an offer of help.
   * @param {Helped} helped
   */
  offer(...helped) {
    this.#offers.push({ bin: this.#bin, helped });
  }

  /**
   * @param {boolean} [isLast] whether nobody will ask again: then the bin that plays is told as it is
   * @returns {Delta | null} what is new, at most what one message holds; null for nothing
   */
  take(isLast = false) {
    if (isLast) this.#settle();
    // The bin that plays waits until it is left, and what was pressed in it waits with it: told apart, a press would
    // miss the five who are pooled with its bin.
    const held = this.#isOpen ? this.#first.splice(-1) : [];
    const waits = held[0]?.bin;
    const heldMarks = this.#marks.filter(([bin]) => bin === waits);
    this.#marks = this.#marks.filter(([bin]) => bin !== waits);
    const heldOffers = this.#offers.filter(({ bin }) => waits !== undefined && bin === waits);
    this.#offers = this.#offers.filter((offer) => !heldOffers.includes(offer));
    const delta = this.#delta();
    this.#first.push(...held);
    this.#marks.push(...heldMarks);
    this.#offers.push(...heldOffers);
    return delta;
  }

  /** @returns {Delta | null} */
  #delta() {
    const lists = [this.#first, this.#again, this.#marks, this.#offers];
    if (lists.every(({ length }) => length === 0)) return null;
    const runs = runsOf(this.#first.splice(0));
    const again = runsOf(this.#again.splice(0).map((bin) => ({ bin, state: null })));
    // What does not fit waits; a bin comes before what was pressed or offered in it.
    for (const [from, to, state] of runs.splice(ITEMS_MAX))
      this.#first.push(...range(from, to).map((bin) => ({ bin, state })));
    for (const [from, to] of again.splice(ITEMS_MAX)) this.#again.push(...range(from, to));
    const isWhole = this.#first.length + this.#again.length === 0;
    const marks = isWhole ? this.#marks.splice(0, MARKS_MAX) : [];
    const offers = isWhole ? this.#offers.splice(0, OFFERS_MAX).map(({ helped }) => helped) : [];
    const told = offers.length === 0 ? {} : { offers };
    return { runs, again: again.map(([from, to]) => [from, to]), marks, ...told };
  }

  /** @param {number} time_s */
  #binAt(time_s) {
    return Math.min(this.bins - 1, Math.max(0, Math.floor(time_s / BIN_S)));
  }
}

/**
 * @param {{bin: number, state: string | null}[]} bins in the order in which they were played
 * @returns {Run[]} from, to which without, and the state of all of them
 */
function runsOf(bins) {
  /** @type {Run[]} */
  const runs = [];
  for (const { bin, state } of bins) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === bin && last[2] === state) last[1] = bin + 1;
    else runs.push([bin, bin + 1, state]);
  }
  return runs;
}

/**
 * @param {number} from
 * @param {number} to
 */
const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);
