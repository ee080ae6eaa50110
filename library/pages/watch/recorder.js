/**
 * @file Recorder of a watched lesson: which bins of five seconds were played first, which again, and what was pressed
 * where. Pure: it is told media times, and gives away what is new since it was asked last.
 */

export const BIN_S = 5;
/** @typedef {"lost" | "slower" | "faster" | "back" | "left"} Mark */
/** @typedef {[from: number, to: number, state: string | null]} Run */
/** @typedef {[cue: string, place: number, what: "shown" | "taken" | "helped" | "not_helped"]} Helped */
/** @typedef {{runs: Run[], again: [number, number][], marks: [number, Mark][], offers?: Helped[]}} Delta `offers` where there is something of them */

const ITEMS_MAX = 240;
const MARKS_MAX = 60;
const OFFERS_MAX = 60;

export class Recorder {
  /** @type {number[]} */
  #first = [];
  /** @type {number[]} */
  #again = [];
  /** @type {[number, Mark][]} */
  #marks = [];
  /** @type {Helped[]} */
  #offers = [];
  /** @type {number | null} the bin that plays now; null after a jump */
  #bin = null;
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
    this.#bin = bin;
    if (this.isSeen(bin)) this.#again.push(bin);
    else {
      this.#first.push(bin);
      this.onSeen(bin);
    }
  }

  /** The lesson goes on elsewhere: what plays next is entered anew. */
  jump() {
    this.#bin = null;
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
   * @param {...Helped[number]} helped
   */
  offer(...helped) {
    this.#offers.push(/** @type {Helped} */ (helped));
  }

  /** @returns {Delta | null} what is new, at most what one message holds; null for nothing */
  take() {
    const lists = [this.#first, this.#again, this.#marks, this.#offers];
    if (lists.every(({ length }) => length === 0)) return null;
    const runs = runsOf(this.#first.splice(0));
    const again = runsOf(this.#again.splice(0));
    // What does not fit waits; a bin comes before what was pressed or offered in it.
    for (const [from, to] of runs.splice(ITEMS_MAX)) this.#first.push(...range(from, to));
    for (const [from, to] of again.splice(ITEMS_MAX)) this.#again.push(...range(from, to));
    const isWhole = this.#first.length + this.#again.length === 0;
    const marks = isWhole ? this.#marks.splice(0, MARKS_MAX) : [];
    const offers = isWhole ? this.#offers.splice(0, OFFERS_MAX) : [];
    const told = offers.length === 0 ? {} : { offers };
    return { runs: runs.map(([from, to]) => [from, to, null]), again, marks, ...told };
  }

  /** @param {number} time_s */
  #binAt(time_s) {
    return Math.min(this.bins - 1, Math.max(0, Math.floor(time_s / BIN_S)));
  }
}

/**
 * @param {number[]} bins in the order in which they were played
 * @returns {[number, number][]} from, and to which without
 */
function runsOf(bins) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const bin of bins) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === bin) last[1] = bin + 1;
    else runs.push([bin, bin + 1]);
  }
  return runs;
}

/**
 * @param {number} from
 * @param {number} to
 */
const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);
