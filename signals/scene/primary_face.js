/** @file Primary face: which of several faces is the student, frame by frame. Twin of primary_face.py. */

import { at } from "../maths/geometry.js";
import { Dwell } from "../maths/persistence.js";
import { widest } from "./presence.js";

/**
 * Return the middle of one face in the image, as shares of its width and height.
 * @param {import("../maths/geometry.js").Points} landmarks
 * @returns {[number, number]}
 */
export function faceCentre(landmarks) {
  let [x, y] = [0, 0];
  const count = landmarks.length / 3;
  for (let i = 0; i < count; i += 1) {
    x += at(landmarks, i, 0);
    y += at(landmarks, i, 1);
  }
  return [x / count, y / count];
}

/**
 * Follows the student: the face nearest to where the student was.
 *
 * Somebody much wider for long takes the student's place: it was not the student who was followed.
 */
export class PrimaryFace {
  #wider;
  #usurped;
  /** @type {[number, number] | null} */
  #centre = null;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#wider = number("primary_wider");
    this.#usurped = new Dwell(number("primary_s"), number("dwell_drain"), number("dt_max_s"));
  }

  /**
   * Return the index of the student's face, null where there is no face.
   * @param {number[]} extents
   * @param {[number, number][]} centres
   * @param {number} dtS
   * @returns {number | null}
   */
  update(extents, centres, dtS) {
    if (extents.length === 0) return null;
    const chosen = this.#choose(extents, centres, dtS);
    this.#centre = centres[chosen] ?? null;
    return chosen;
  }

  /** Forget the student. */
  reset() {
    this.#usurped.reset();
    this.#centre = null;
  }

  /**
   * @param {number[]} extents
   * @param {[number, number][]} centres
   * @param {number} dtS
   * @returns {number}
   */
  #choose(extents, centres, dtS) {
    const wide = widest(extents);
    if (this.#centre === null) return wide;
    const [x, y] = this.#centre;
    const apart = centres.map(
      (centre) => (centre[0] - x) * (centre[0] - x) + (centre[1] - y) * (centre[1] - y),
    );
    const near = apart.indexOf(Math.min(...apart));
    const wider = (extents[wide] ?? 0) > this.#wider * (extents[near] ?? 0);
    if (!this.#usurped.update(wider, dtS)) return near;
    this.#usurped.reset();
    return wide;
  }
}
