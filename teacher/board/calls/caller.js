/** @file Caller: calls a teacher who looks elsewhere, rarely, and from one board only where several are open. */

/** @typedef {{isWanted: () => boolean, isHidden: () => boolean, isLastSeen: () => boolean, nowMs: () => number, notify: (words: string) => void}} Surroundings */

/** Calls come at most this often: more would be switched off. */
export const BETWEEN_CALLS_MS = 2 * 60 * 1000;

/** Owns when it called last. */
export class Caller {
  #calledMs = Number.NEGATIVE_INFINITY;

  /** @param {Surroundings} surroundings */
  constructor(surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * @param {string} words that name nobody
   * @returns {boolean} whether it called: a teacher who sees the board, or was called just now, is left alone
   */
  call(words) {
    const { isWanted, isHidden, isLastSeen, nowMs, notify } = this.surroundings;
    if (!isWanted() || !isHidden() || !isLastSeen()) return false;
    if (nowMs() - this.#calledMs < BETWEEN_CALLS_MS) return false;
    this.#calledMs = nowMs();
    notify(words);
    return true;
  }
}
