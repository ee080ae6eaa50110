/** @file Shelf: the prepared questions that this device keeps, in its browser alone. */

import { device } from "../../look/storage.js";
import { faultOf, isSame, MOST_PREPARED } from "./prepared.js";

/** @typedef {import("./prepared.js").Prepared} Prepared */
/** @typedef {{added: number, known: number, full: boolean}} Added `full`: some found no room */

const KEPT_AS = "readroom questions";

/** @returns {Prepared[]} as they lie now, whichever tab put them there; the newest last */
export function readShelf() {
  const { questions } = device.readObject(KEPT_AS);
  return Array.isArray(questions) ? questions.filter(isPrepared) : [];
}

/**
 * @param {Prepared[]} questions of which some may lie there already
 * @returns {Added}
 */
export function addToShelf(questions) {
  const kept = readShelf();
  const before = kept.length;
  let known = 0;
  for (const question of questions) {
    const place = kept.findIndex((other) => isSame(other, question));
    if (place >= 0) known += 1;
    if (place >= 0) kept[place] = question;
    else kept.push(question);
  }
  const full = kept.length > MOST_PREPARED;
  write(kept.slice(0, MOST_PREPARED));
  return { added: Math.min(kept.length, MOST_PREPARED) - before, known, full };
}

/** @param {Prepared} question */
export function takeFromShelf(question) {
  write(readShelf().filter((other) => !isSame(other, question)));
}

/** @param {Prepared[]} questions */
function write(questions) {
  device.writeObject(KEPT_AS, { questions });
}

/**
 * Whatever else writes into this browser's storage, nothing but questions comes out.
 * @param {unknown} value
 * @returns {value is Prepared}
 */
function isPrepared(value) {
  const { text, choices, correct } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof text !== "string" || !Array.isArray(choices)) return false;
  if (!choices.every((choice) => typeof choice === "string")) return false;
  return (correct === null || typeof correct === "number") && faultOf({ text, choices, correct }) === null;
}
