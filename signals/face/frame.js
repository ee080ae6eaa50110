/**
 * @file Frame: what one frame shows before time comes in: why it is bad, or the faces in its picture.
 *
 * Twin of frame.py.
 */

import { faceExtent } from "../scene/presence.js";
import { faceCentre } from "../scene/primary_face.js";
import { FaceReader } from "./measures.js";
import { toLandmarks, Validity } from "./validity.js";

/** @typedef {import("../maths/geometry.js").Points} Points */
/** @typedef {import("./measures.js").Reading} Reading */
/** @typedef {ArrayLike<ArrayLike<number>>} FaceRows 478 rows of [x, y, z] as FaceMesh gives them */

/**
 * What a camera saw at one moment; luma is 0 to 255, or null where nobody measured it. `every_s` may say how far apart
 * frames come now, where that is over a second on purpose.
 * @typedef {{t_s: number, width: number, height: number, faces: FaceRows[], luma: number | null, every_s?: number}} Frame
 */

/**
 * What a frame shows: `reason` says why it is bad, and is null where it is not. Of each face, in one order: how wide it
 * is, where its middle is, and, for who asks by its place, what it says. A bad frame shows no face.
 * @typedef {{reason: string | null, extents: number[], centres: [number, number][], read: (place: number) => Reading}} Seen
 */

/** Reads frames one by one. */
export class FrameReader {
  #validity;
  #reader;
  // Written anew for each frame: to allocate them costs more than to fill them.
  /** @type {Points[]} */
  #landmarks = [];

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#validity = new Validity(parameters);
    this.#reader = new FaceReader(parameters);
  }

  /**
   * Return what a frame shows; its faces can be read until the next frame is read.
   * @param {Frame} frame
   * @returns {Seen}
   */
  read({ width, height, faces, luma }) {
    const landmarks = faces.map((face, place) => toLandmarks(face, this.#roomFor(place, 3 * face.length)));
    let reason = this.#validity.frameReason(width, height, luma);
    for (const face of landmarks) reason ??= this.#validity.pointsReason(face);
    const shown = reason === null ? landmarks : [];
    return {
      reason,
      extents: shown.map(faceExtent),
      centres: shown.map(faceCentre),
      read: (place) => this.#reader.read(/** @type {Points} */ (shown[place]), width, height),
    };
  }

  /**
   * Return room for the landmarks of one of a frame's faces; what is kept of a face is never these.
   * @param {number} place
   * @param {number} size
   * @returns {Points}
   */
  #roomFor(place, size) {
    const room = this.#landmarks[place];
    if (room?.length === size) return room;
    const other = new Float64Array(size);
    this.#landmarks[place] = other;
    return other;
  }
}
