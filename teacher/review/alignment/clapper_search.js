/** @file Clapperboard search: looks through a recording for a clapperboard, and then for the frame in which it came. */

import { codeHash, readClapper } from "../../clapper_code.js";

/** @typedef {{videoS: number, atMs: number, isOurs: boolean}} Hit `isOurs`: of this lesson's room */
/** @typedef {(videoS: number) => Promise<string>} Look what a code in the picture says, empty where there is none */

/** A clapperboard stands for three seconds: at these steps one look at least falls into it. */
const STEP_S = 2;
/** Less than a frame of any recording. */
const EXACT_S = 0.02;
/** A clapperboard is shown when a recording begins, mostly. */
const FIRST_LOOK_S = 600;

/**
 * @param {{look: Look, code: string, durationS: number, expectedS: number, known: readonly number[], onProgress: (done: number, all: number) => void, signal: AbortSignal}} search `expectedS` is where the lesson may begin, `known` where clapperboards have been found
 * @returns {Promise<Hit | null>} the first one of this lesson; of another lesson's, where there is no other
 */
export async function findClapper({ look, code, durationS, expectedS, known, onProgress, signal }) {
  const steps = stepsOf(durationS, expectedS).filter((videoS) =>
    known.every((knownS) => videoS < knownS - STEP_S || videoS > knownS + 2 * STEP_S),
  );
  /** @type {Hit | null} */
  let other = null;
  for (const [index, videoS] of steps.entries()) {
    if (signal.aborted) return null;
    onProgress(index, steps.length);
    const text = await look(videoS);
    const found = readClapper(text);
    if (found === null) continue;
    const hit = { atMs: found.atMs, isOurs: found.hash === codeHash(code) };
    if (hit.isOurs) return { ...hit, videoS: await firstSight(look, text, videoS) };
    other ??= { ...hit, videoS };
  }
  return other;
}

/**
 * @param {number} durationS
 * @param {number} expectedS
 * @returns {number[]} the twenty minutes around where the lesson may begin, then all the rest
 */
function stepsOf(durationS, expectedS) {
  const all = Array.from({ length: Math.ceil(durationS / STEP_S) }, (_, index) => index * STEP_S);
  const isNear = (/** @type {number} */ videoS) => Math.abs(videoS - expectedS) <= FIRST_LOOK_S;
  return [...all.filter(isNear), ...all.filter((videoS) => !isNear(videoS))];
}

/**
 * @param {Look} look
 * @param {string} text
 * @param {number} seenS where the code was seen
 * @returns {Promise<number>} the first frame in which it is, by halves
 */
async function firstSight(look, text, seenS) {
  let [before, seen] = [Math.max(0, seenS - 2 * STEP_S), seenS];
  while (seen - before > EXACT_S) {
    const middle = (before + seen) / 2;
    if ((await look(middle)) === text) seen = middle;
    else before = middle;
  }
  return seen;
}
