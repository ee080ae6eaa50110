/** @file Presence: how many faces count, and for how long none or several are there. Twin of presence.py. */

import { at } from "../maths/geometry.js";
import { Dwell, Escalation } from "../maths/persistence.js";

/**
 * Return how wide one face is in the image, in image widths.
 * @param {import("../maths/geometry.js").Points} landmarks
 * @returns {number}
 */
export function faceExtent(landmarks) {
  let least = at(landmarks, 0, 0);
  let most = least;
  for (let i = 1; 3 * i < landmarks.length; i += 1) {
    const x = at(landmarks, i, 0);
    if (x < least) least = x;
    if (x > most) most = x;
  }
  return most - least;
}

/**
 * Return the index of the widest face, the first of equals; there must be one.
 * @param {number[]} extents
 * @returns {number}
 */
export function widest(extents) {
  return extents.indexOf(Math.max(...extents));
}

/** Follows the count of faces over time. */
export class Presence {
  #share;
  #missing;
  #several;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    const [drain, frameMaxS] = [number("dwell_drain"), number("dt_max_s")];
    this.#share = number("second_face_share");
    this.#missing = new Escalation(number("absent_s"), number("no_face_alert_s"), drain, frameMaxS);
    this.#several = new Dwell(number("multiple_faces_s"), drain, frameMaxS);
  }

  /** No face for longer than the detector's own drop-outs. */
  get absent() {
    return this.#missing.on;
  }

  /** What a proctor wants to know. */
  get alerts() {
    /** @type {import("../contract/report.js").Alert[]} */
    const alerts = this.#missing.raised ? ["no_face"] : [];
    return this.#several.on ? [...alerts, /** @type {const} */ ("multiple_faces")] : alerts;
  }

  /**
   * Return how many faces count: all but those much smaller than the widest.
   * @param {number[]} extents
   * @returns {number}
   */
  count(extents) {
    if (extents.length < 2) return extents.length;
    const least = this.#share * Math.max(...extents);
    return Math.max(extents.filter((extent) => extent > least).length, 1);
  }

  /**
   * Take the count of one frame; in the dark a missing face means nothing.
   * @param {number} faces
   * @param {boolean} dark
   * @param {number} dtS
   */
  update(faces, dark, dtS) {
    if (faces === 0 && dark) this.#missing.reset();
    else this.#missing.update(faces === 0, dtS);
    this.#several.update(faces > 1, dtS);
  }

  /** Forget the faces seen. */
  reset() {
    this.#missing.reset();
    this.#several.reset();
  }
}
