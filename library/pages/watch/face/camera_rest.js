/** @file Camera rest: a camera goes off where nobody watches for a minute, and comes back when the lesson plays on. */

/** A pause to write a sentence down keeps the face that was learnt. */
const RESTS_AFTER_S = 60;

export class CameraRest {
  /** Whether the camera is off until somebody watches again. */
  rests = false;
  /** @type {number | null} since when nobody watches */
  #idleSince_s = null;

  /**
   * @param {object} now
   * @param {boolean} now.watches whether the lesson plays in sight
   * @param {boolean} now.isOver whether it has played to its end
   * @param {number} now_s
   * @returns {"rest" | "wake" | null} what to do with the camera
   */
  update({ watches, isOver }, now_s) {
    if (watches) {
      this.#idleSince_s = null;
      if (!this.rests) return null;
      this.rests = false;
      return "wake";
    }
    this.#idleSince_s ??= now_s;
    if (this.rests || (!isOver && now_s - this.#idleSince_s < RESTS_AFTER_S)) return null;
    this.rests = true;
    return "rest";
  }

  /** The student has switched the camera on or off: the wait begins anew. */
  reset() {
    this.rests = false;
    this.#idleSince_s = null;
  }
}
