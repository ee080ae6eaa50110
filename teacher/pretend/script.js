/** @file Script of the pretend class: what 24 simulated students did so far, and what they do from second to second. */

import { lets, POLICIES } from "../../protocol/policies.js";
import { Random } from "./random.js";
import { PretendStudent } from "./student.js";

/** @typedef {import("../../protocol/messages.js").Policy} Policy */
/** @typedef {import("../../protocol/messages.js").State} State */
/** @typedef {import("../../protocol/messages.js").ReportRow} ReportRow */
/** @typedef {import("../../protocol/messages.js").StatusRow} StatusRow */
/** @typedef {{reports: ReportRow[], statuses: StatusRow[]}} Told */

export const NAMES = [
  ...["Ada", "Ben", "Chiara", "Dawit", "Elif", "Femi", "Gita", "Hana", "Ivo", "Jun", "Kofi", "Lena"],
  ...["Mei", "Noor", "Omar", "Petra", "Quinn", "Rosa", "Sami", "Tove", "Uma", "Vito", "Wanda", "Yara"],
];
const SEED = 7;
const SECOND_MS = 1000;
/** The lesson has been going on for so long when the board opens. */
const PAST_S = 12 * 60;
const EASE = /** @type {const} */ (["focused", "focused", "focused", "focused", "neutral", "down", "away"]);
/** One moment of the past in which much of the class was lost, as one comes in most lessons. */
const PAST_TROUBLE_S = /** @type {const} */ ([-420, -330]);
/** The class is lost from the second to the minute after it opens, and then once in three minutes. */
const TROUBLE_EVERY_S = 180;
const TROUBLE_S = /** @type {const} */ ([2, 60]);
const MOST_HANDS = 3;

/** Owns the class and its sequence of numbers. */
export class PretendClass {
  #random = new Random(SEED);
  #tellsCues;

  /** @param {Policy} policy */
  constructor(policy) {
    this.policy = policy;
    this.#tellsCues = POLICIES[policy].cues;
    this.students = NAMES.map((name, index) => new PretendStudent(`pretend${index}`, name));
  }

  /**
   * @param {number} nowMs
   * @returns {Told} what the class has told until now, oldest first
   */
  past(nowMs) {
    /** @type {Told} */
    const told = { reports: [], statuses: [] };
    for (const [index, student] of this.students.entries()) {
      for (let second = -PAST_S + index; second < -5; second += this.#random.between(20, 90)) {
        const atMs = Math.round(nowMs + second * SECOND_MS);
        told.reports.push(...this.#change(student, this.#stateAt(index, second, PAST_TROUBLE_S), atMs));
        told.statuses.push(...this.#pastPresses(student, index, second, atMs));
      }
      const atMs = nowMs - 5 * SECOND_MS;
      if (student.lost || student.hand) told.statuses.push(student.press({ hand: false, lost: false }, atMs));
    }
    told.reports.sort((a, b) => a[2] - b[2]);
    told.statuses.sort((a, b) => a[2] - b[2]);
    return told;
  }

  /**
   * @param {number} second since the board opened
   * @param {number} nowMs
   * @returns {Told} what happens in this second
   */
  next(second, nowMs) {
    /** @type {Told} */
    const told = { reports: [], statuses: [] };
    const phase = second % TROUBLE_EVERY_S;
    for (const [index, student] of this.students.entries()) {
      if (!student.isHere) continue;
      // Each comes to the new phase at a second of its own.
      const isDue = this.#isTroubleTurning(index, phase) || this.#random.next() < 0.03;
      if (!isDue) continue;
      told.reports.push(...this.#change(student, this.#stateAt(index, phase, TROUBLE_S), nowMs));
      told.statuses.push(...this.#pressFor(student, index, phase, nowMs));
    }
    told.statuses.push(...this.#hands(second, nowMs));
    return told;
  }

  /**
   * @param {number} choices how many there are
   * @returns {number} the first more often than the last
   */
  choose(choices) {
    return Math.floor(this.#random.next() ** 1.5 * choices);
  }

  /**
   * @param {number} fromMs
   * @param {number} toMs
   */
  pause(fromMs, toMs) {
    return this.#random.between(fromMs, toMs);
  }

  /**
   * @param {number} index
   * @param {number} phase
   */
  #isTroubleTurning(index, phase) {
    const delay = index % 6;
    return isTroubled(index) && (phase === TROUBLE_S[0] + delay || phase === TROUBLE_S[1] + delay);
  }

  /**
   * @param {number} index
   * @param {number} second
   * @param {readonly [number, number]} trouble
   * @returns {State}
   */
  #stateAt(index, second, trouble) {
    if (index === 20 && second > -200) return "unknown"; // sits in the dark
    if (index === 22) return "self"; // goes without a camera
    if (isTroubled(index) && second >= trouble[0] && second < trouble[1]) return "confused";
    return this.#random.pick(EASE);
  }

  /**
   * @param {PretendStudent} student
   * @param {State} state
   * @param {number} atMs
   * @returns {ReportRow[]} none where nothing changed
   */
  #change(student, state, atMs) {
    const told = toldAs(this.policy, state);
    return told === student.state ? [] : [student.report(told, atMs, this.#tellsCues)];
  }

  /**
   * @param {PretendStudent} student
   * @param {number} index
   * @param {number} second
   * @param {number} atMs
   */
  #pastPresses(student, index, second, atMs) {
    const isTrouble = second >= PAST_TROUBLE_S[0] && second < PAST_TROUBLE_S[1];
    const lost = isTrouble && isTroubled(index) && index % 3 !== 0;
    const hand = this.#random.next() < 0.06;
    const pace =
      isTrouble && index % 2 === 0 ? "slower" : this.#random.next() < 0.05 ? "faster" : student.pace;
    if (lost === student.lost && hand === student.hand && pace === student.pace) return [];
    return [student.press({ ...changed(student, { lost, hand, pace }) }, atMs)];
  }

  /**
   * @param {PretendStudent} student
   * @param {number} index
   * @param {number} phase
   * @param {number} nowMs
   */
  #pressFor(student, index, phase, nowMs) {
    const isTrouble = isTroubled(index) && phase >= TROUBLE_S[0] && phase < TROUBLE_S[1];
    // Where no camera tells it, those who are lost say so; elsewhere a few do.
    const says = lets(this.policy, "confused") ? index % 8 === 1 : true;
    const lost = isTrouble && says;
    const pace = isTrouble && index % 3 === 0 ? "slower" : student.pace;
    if (lost === student.lost && pace === student.pace) return [];
    return [student.press(changed(student, { lost, pace }), nowMs)];
  }

  /**
   * @param {number} second
   * @param {number} nowMs
   */
  #hands(second, nowMs) {
    const up = this.students.filter(({ hand, isHere }) => hand && isHere);
    const wants = second === 1 || second === 4 || (second % 11 === 0 && up.length < MOST_HANDS);
    if (!wants || up.length >= MOST_HANDS) return [];
    const free = this.students.filter(({ hand, lost, isHere }) => isHere && !hand && !lost);
    return free.length === 0 ? [] : [this.#random.pick(free).press({ hand: true }, nowMs)];
  }
}

/** @param {number} index of a student who is among those that lose the thread */
const isTroubled = (index) => index % 2 === 1;

/**
 * @param {Policy} policy
 * @param {State} state
 * @returns {State} as this room's policy lets it be told
 */
function toldAs(policy, state) {
  if (lets(policy, state)) return state;
  return lets(policy, "present") ? "present" : "self";
}

/**
 * @template {Record<string, unknown>} T
 * @param {Record<keyof T, unknown>} before
 * @param {T} after
 * @returns {Partial<T>} what differs
 */
function changed(before, after) {
  return /** @type {Partial<T>} */ (
    Object.fromEntries(Object.entries(after).filter(([what, value]) => before[what] !== value))
  );
}
