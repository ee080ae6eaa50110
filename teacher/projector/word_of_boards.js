/** @file Word of the boards: of several boards the newest word on the question holds; the pace and who is here anyone may tell. */

/** @typedef {import("../../protocol/messages.js").ShowMessage} ShowMessage */

/**
 * A board on which the results were put away and one on which they stand would else take turns on the screen.
 * @param {ShowMessage | null} known
 * @param {ShowMessage} told
 * @returns {ShowMessage}
 */
export function newestWord(known, told) {
  const isOlder = known !== null && (told.at ?? 0) < (known.at ?? 0);
  return isOlder ? { ...known, of: told.of, pace: told.pace } : told;
}
