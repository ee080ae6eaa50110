/**
 * @file Measures: everything one face says on one frame, in degrees and canonical centimetres.
 *
 * Twin of measures.py.
 */

import { eulerDeg } from "../maths/geometry.js";
import { browDistanceCm, browHeightCm } from "./brow.js";
import { eyeAspectRatio } from "./eyes.js";
import { Eyeballs, gazeAnglesDeg } from "./gaze.js";
import { HeadFit, imagePoints } from "./head.js";
import { cornerLiftCm, mouthOpenCm, mouthWidthCm } from "./mouth.js";
import { Validity } from "./validity.js";

/** @typedef {import("../maths/geometry.js").Points} Points */
/** @typedef {import("./head.js").Head} Head */
/** @typedef {{face_width_px: number, residual_cm: number, distance_cm: number, yaw_deg: number, pitch_deg: number, roll_deg: number, gaze_raw_yaw_deg?: number, gaze_raw_pitch_deg?: number, brow_height_cm: number, outer_brow_cm: number, brow_distance_cm: number, corner_lift_cm: number, mouth_width_cm: number, mouth_open_cm: number, ear: number, ear_right: number, ear_left: number}} FaceMeasures */

/**
 * One face: `reason` says why it was not measured, `facial` that brow and mouth count in this pose; `points` are
 * the landmarks in the head's own frame, in cm.
 * @typedef {{reason: null, measures: FaceMeasures, facial: boolean, points: Points} | {reason: string, measures: Partial<FaceMeasures>, facial: false}} Reading
 */
/** @typedef {Extract<Reading, {reason: null}>} Measured a face that was measured */

/** Reads the measures off one face; gaze_raw_* are missing where the iris left the eyeball. */
export class FaceReader {
  #validity;
  #headFit;
  #eyeballs;
  #noseRoot;
  #brow;
  #outerBrow;
  #browPairs;
  #corners;
  #mouthCentre;
  #lips;
  #eyes;
  // Written anew for each face, as in HeadFit.
  #image = new Float64Array(0);

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#validity = new Validity(parameters);
    this.#headFit = new HeadFit(parameters);
    this.#eyeballs = new Eyeballs(parameters);
    this.#noseRoot = parameters.points("points_nose_root");
    this.#brow = parameters.points("points_inner_brow");
    this.#outerBrow = parameters.points("points_outer_brow");
    this.#browPairs = parameters.pairs("points_brow_pairs");
    this.#corners = parameters.points("points_mouth_corners");
    this.#mouthCentre = parameters.points("points_mouth_centre");
    this.#lips = parameters.pairs("points_mouth_open");
    this.#eyes = { right: parameters.points("points_right_eye"), left: parameters.points("points_left_eye") };
  }

  /**
   * Return the reading of one face in an image of this size.
   * @param {Points} landmarks
   * @param {number} width
   * @param {number} height
   * @returns {Reading}
   */
  read(landmarks, width, height) {
    const meshReason = this.#validity.meshReason(landmarks);
    if (meshReason !== null) return { reason: meshReason, measures: {}, facial: false };
    if (this.#image.length !== landmarks.length) this.#image = new Float64Array(landmarks.length);
    const points = imagePoints(landmarks, height / width, this.#image);
    const head = this.#headFit.fit(points, height / width);
    const reason = this.#validity.headReason(head.face_width * width, head.residual_cm);
    if (reason !== null) return { reason, measures: partialSize(head, width, reason), facial: false };
    return this.#readFace(head, points, width);
  }

  /**
   * @param {Head} head
   * @param {Points} points
   * @param {number} width
   * @returns {Reading}
   */
  #readFace(head, points, width) {
    const measures = this.#measure(head, width);
    if (!Number.isFinite(measures.ear)) {
      return { reason: "poor_fit", measures: partialSize(head, width, "poor_fit"), facial: false };
    }
    const { yaw_deg, pitch_deg, roll_deg } = measures;
    const gaze = gazeAnglesDeg(...this.#eyeballs.gaze(head, points));
    if (gaze !== null) [measures.gaze_raw_yaw_deg, measures.gaze_raw_pitch_deg] = gaze;
    const facial = this.#validity.facial(yaw_deg, pitch_deg, roll_deg);
    return { reason: null, measures, facial, points: head.points };
  }

  /**
   * @param {Head} head
   * @param {number} width
   * @returns {FaceMeasures}
   */
  #measure(head, width) {
    const { points } = head;
    const ear_right = eyeAspectRatio(points, this.#eyes.right);
    const ear_left = eyeAspectRatio(points, this.#eyes.left);
    const [yaw_deg, pitch_deg, roll_deg] = eulerDeg(head.pose.rotation);
    // Written out, for objects put together from others take longer to make than all that is in them.
    return {
      face_width_px: head.face_width * width,
      residual_cm: head.residual_cm,
      distance_cm: head.camera_cm,
      yaw_deg,
      pitch_deg,
      roll_deg,
      brow_height_cm: browHeightCm(points, this.#brow, this.#noseRoot),
      outer_brow_cm: browHeightCm(points, this.#outerBrow, this.#noseRoot),
      brow_distance_cm: browDistanceCm(points, this.#browPairs),
      corner_lift_cm: cornerLiftCm(points, this.#corners, this.#mouthCentre),
      mouth_width_cm: mouthWidthCm(points, this.#corners),
      mouth_open_cm: mouthOpenCm(points, this.#lips),
      ear: (ear_right + ear_left) / 2,
      ear_right,
      ear_left,
    };
  }
}

/**
 * The figures of a mesh that does not lie on a face are left out as soon as they mean nothing.
 * @param {Head} head
 * @param {number} width
 * @param {string} reason
 * @returns {Partial<FaceMeasures>}
 */
function partialSize(head, width, reason) {
  const face_width_px = head.face_width * width;
  return reason === "face_small" ? { face_width_px } : { face_width_px, residual_cm: head.residual_cm };
}
