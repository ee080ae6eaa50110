/**
 * @file Action units: how strongly each facial muscle group acts, 0 to 1, against the face at rest.
 *
 * Twin of action_units.py.
 */

import { distance, meanCoordinate } from "../maths/geometry.js";
import { browDistanceCm, browHeightCm } from "./brow.js";
import { eyeAspectRatio } from "./eyes.js";
import { mouthOpenCm, mouthWidthCm } from "./mouth.js";

/** @typedef {"inner_brow_cm" | "outer_brow_cm" | "brow_distance_cm" | "ear" | "upper_lip_cm" | "corner_height_cm" | "mouth_width_cm" | "mouth_open_cm" | "red_lips_cm"} ShapeName */
/** @typedef {Record<ShapeName, number>} Shape */
/** @typedef {"au1" | "au2" | "au4" | "au5" | "au6" | "au9" | "au12" | "au15" | "au20" | "au23" | "au26"} ActionUnit */

/** Reads the lengths that action units change off a face in the head's own frame. */
export class FaceShape {
  #noseRoot;
  #innerBrow;
  #outerBrow;
  #browPairs;
  #upperLip;
  #corners;
  #lips;
  #redLips;
  #eyes;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#noseRoot = parameters.points("points_nose_root");
    this.#innerBrow = parameters.points("points_inner_brow");
    this.#outerBrow = parameters.points("points_outer_brow");
    this.#browPairs = parameters.pairs("points_brow_pairs");
    this.#upperLip = parameters.points("points_upper_lip");
    this.#corners = parameters.points("points_mouth_corners");
    this.#lips = parameters.pairs("points_mouth_open");
    this.#redLips = parameters.pairs("points_red_lips");
    this.#eyes = { right: parameters.points("points_right_eye"), left: parameters.points("points_left_eye") };
  }

  /**
   * Return the lengths of 478 points, in cm, and the mean eye aspect ratio.
   * @param {import("../maths/geometry.js").Points} points
   * @returns {Shape}
   */
  read(points) {
    const rootY = meanCoordinate(points, this.#noseRoot, 1);
    return {
      inner_brow_cm: browHeightCm(points, this.#innerBrow, this.#noseRoot),
      outer_brow_cm: browHeightCm(points, this.#outerBrow, this.#noseRoot),
      brow_distance_cm: browDistanceCm(points, this.#browPairs),
      ear: (eyeAspectRatio(points, this.#eyes.right) + eyeAspectRatio(points, this.#eyes.left)) / 2,
      upper_lip_cm: meanCoordinate(points, this.#upperLip, 1) - rootY,
      corner_height_cm: meanCoordinate(points, this.#corners, 1) - rootY,
      mouth_width_cm: mouthWidthCm(points, this.#corners),
      mouth_open_cm: mouthOpenCm(points, this.#lips),
      red_lips_cm: this.#redLips.reduce((sum, [upper, lower]) => sum + distance(points, upper, lower), 0),
    };
  }
}

/** Turns a shape and the shape at rest into action units; EMFACS numbers, au6 for 6 and 7 alike. */
export class ActionUnits {
  #start;
  #full;
  #browPerOpeningCm;
  #earMin;
  #lipsMinCm;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#start = parameters.number("au_start");
    this.#full = {
      au1: parameters.number("au1_full_cm"),
      au2: parameters.number("au2_full_cm"),
      au4_height: parameters.number("au4_full_height_cm"),
      au4_distance: parameters.number("au4_full_distance_cm"),
      au5: parameters.number("au5_full_share"),
      au6: parameters.number("au6_full_share"),
      au9: parameters.number("au9_full_cm"),
      au12: parameters.number("au12_full_cm"),
      au15: parameters.number("au15_full_cm"),
      au20: parameters.number("au20_full_cm"),
      au23: parameters.number("au23_full_share"),
      au26: parameters.number("au26_full_cm"),
    };
    this.#browPerOpeningCm = parameters.number("brow_per_opening_cm");
    this.#earMin = parameters.number("floor_ear");
    this.#lipsMinCm = parameters.number("floor_mouth_open_cm");
  }

  /**
   * Return every action unit's strength; a smile widens the mouth, lifts and thins the lips itself.
   * @param {Shape} shape
   * @param {Shape} rest
   * @returns {Record<ActionUnit, number>}
   */
  measure(shape, rest) {
    const full = this.#full;
    const change = (/** @type {ShapeName} */ name) => shape[name] - rest[name];
    const lids = change("ear") / Math.max(rest.ear, this.#earMin);
    const thinned = -change("red_lips_cm") / Math.max(rest.red_lips_cm, this.#lipsMinCm);
    const smile = this.#strength(change("corner_height_cm") / full.au12);
    const stretch = Math.max(this.#strength(change("mouth_width_cm") / full.au20) - smile, 0);
    return {
      au1: this.#strength(change("inner_brow_cm") / full.au1),
      au2: this.#strength(change("outer_brow_cm") / full.au2),
      au4: this.#strength(this.#furrow(change, lids)),
      au5: this.#strength(lids / full.au5),
      au6: this.#strength(-lids / full.au6),
      au9: Math.max(this.#strength(change("upper_lip_cm") / full.au9) - smile, 0),
      au12: smile,
      au15: this.#strength(-change("corner_height_cm") / full.au15),
      au20: stretch,
      au23: Math.max(this.#strength(thinned / full.au23) - Math.max(smile, stretch), 0),
      au26: this.#strength(change("mouth_open_cm") / full.au26),
    };
  }

  /**
   * A raised inner brow (AU1, sadness) undoes the height of AU4 but not its drawing together; what eyes that open
   * wide (AU5) take the brow down by is no AU4.
   * @param {(name: ShapeName) => number} change
   * @param {number} opened
   */
  #furrow(change, opened) {
    const together = -change("brow_distance_cm") / this.#full.au4_distance;
    const pulledCm = this.#browPerOpeningCm * Math.max(opened, 0);
    const heightCm = change("inner_brow_cm");
    const lowered = -(heightCm + Math.min(pulledCm, Math.max(-heightCm, 0))) / this.#full.au4_height;
    return Math.max(together, (together + lowered) / 2);
  }

  /** @param {number} share */
  #strength(share) {
    return Math.min(Math.max((share - this.#start) / (1 - this.#start), 0), 1);
  }
}
