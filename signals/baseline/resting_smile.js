/** @file Resting smile: whether the face that was taken for the resting one smiled. Twin of resting_smile.py. */

import { cornerLiftCm } from "../face/mouth.js";
import { Dwell } from "../maths/persistence.js";
import { median } from "../maths/statistics.js";

/** @typedef {import("../face/action_units.js").Shape} Shape */

/** Judges the faces that were asked to rest, and doubts them by the mouth that rests later. */
export class RestingSmile {
  #corners;
  #centre;
  #liftMaxCm;
  #widthMaxCm;
  #liftCm;
  #widthCm;
  #sunk;
  /** @type {number[]} */
  #liftsCm = [];

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#corners = parameters.points("points_mouth_corners");
    this.#centre = parameters.points("points_mouth_centre");
    this.#liftMaxCm = number("baseline_smile_lift_cm");
    this.#widthMaxCm = number("baseline_smile_width_cm");
    this.#liftCm = number("smile_lift_on_cm");
    this.#widthCm = number("smile_width_on_cm");
    this.#sunk = new Dwell(number("doubt_s"), number("dwell_drain"), number("dt_max_s"));
  }

  /**
   * Take the points of one face that is asked to rest.
   * @param {import("../maths/geometry.js").Points} points
   */
  gather(points) {
    this.#liftsCm.push(cornerLiftCm(points, this.#corners, this.#centre));
  }

  /**
   * Return whether the faces gathered smiled; there must be one.
   * @param {Shape} rest
   * @returns {boolean}
   */
  judge(rest) {
    const liftCm = median(this.#liftsCm);
    this.#liftsCm = [];
    return liftCm > this.#liftMaxCm && rest.mouth_width_cm > this.#widthMaxCm;
  }

  /**
   * Return whether the mouth has been as much lower and narrower for long as a smile is the other way.
   * @param {Shape} shape
   * @param {Shape} rest
   * @param {number} dtS
   * @returns {boolean}
   */
  update(shape, rest, dtS) {
    const lower = rest.corner_height_cm - shape.corner_height_cm >= this.#liftCm;
    const narrower = rest.mouth_width_cm - shape.mouth_width_cm >= this.#widthCm;
    return this.#sunk.update(lower && narrower, dtS);
  }

  /** Forget the faces seen. */
  reset() {
    this.#liftsCm = [];
    this.#sunk.reset();
  }
}
