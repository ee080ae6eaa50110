/**
 * @file Eyelids: how far the lids are closed against the baseline, and whether they stay so.
 *
 * Twin of eyelids.py.
 */

import { Dwell } from "../../maths/persistence.js";
import { Ema, Hysteresis } from "../../maths/smoothing.js";

/**
 * How wide the eyes are, as shares of the open ones: both together, and the wider where they differ.
 * @typedef {{mean: number, wider: number}} Opening
 */

/**
 * Return the closure: 0 as in the baseline, 1 shut, where EAR is `closedShare` of the open eye's.
 * @param {number} ear
 * @param {number} openEar
 * @param {number} closedShare
 * @returns {number}
 */
export function closure(ear, openEar, closedShare) {
  return (openEar - ear) / (openEar - closedShare * openEar);
}

/**
 * Return the closure against lids that have already `fallen` (0 to 1) with the gaze: shut stays 1.
 * @param {number} closed
 * @param {number} fallen
 * @returns {number}
 */
export function beyondGaze(closed, fallen) {
  return 1 - (1 - closed) / (1 - fallen);
}

/** How far the upper lids follow eyes that look down in their sockets: they cover what the eyes leave. */
export class LidFall {
  #freeDeg;
  #perDeg;
  #max;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#freeDeg = parameters.number("lid_fall_free_deg");
    this.#perDeg = parameters.number("lid_fall_per_deg");
    this.#max = parameters.number("lid_fall_max");
  }

  /**
   * Return the share of the usual opening that the gaze alone covers; 0 where the iris is not seen.
   * @param {Partial<import("../../face/measures.js").FaceMeasures> & {pitch_deg: number}} measures
   * @param {import("../../baseline/baseline.js").Reference} reference
   * @returns {number}
   */
  share(measures, reference) {
    if (measures.gaze_raw_pitch_deg === undefined) return 0;
    const gazeDeg = reference.change("gaze_raw_pitch_deg", measures.gaze_raw_pitch_deg);
    const loweredDeg = reference.change("pitch_deg", measures.pitch_deg) - gazeDeg - this.#freeDeg;
    return Math.min(Math.max(this.#perDeg * loweredDeg, 0), this.#max);
  }
}

/**
 * Measures each eye against its own open one, as far as the pose lets it be seen.
 *
 * ClosedLids that sleep are both shut: a wink and a shadow on one side are not. What differs for moments is jitter, which
 * glasses make large. Turned aside, the far lid is guessed by the mesh and counts ever less, until the near eye alone
 * tells.
 */
export class Eyes {
  #freeDeg;
  #hiddenDeg;
  #apart;
  #jitter;
  #wink;
  #floor;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    this.#freeDeg = parameters.number("eye_far_free_deg");
    this.#hiddenDeg = parameters.number("eye_far_hidden_deg");
    this.#apart = new Ema(parameters.number("ema_tau_s"));
    this.#jitter = parameters.number("eyes_apart_jitter");
    this.#wink = parameters.number("eyes_apart_wink");
    this.#floor = parameters.number("floor_ear");
  }

  /**
   * Return how wide the eyes are; where the nose points to the image's right, the right eye is near.
   * @param {import("../../face/measures.js").FaceMeasures} measures
   * @param {import("../../baseline/baseline.js").Reference} reference
   * @param {number} dtS
   * @returns {Opening}
   */
  opening(measures, reference, dtS) {
    const right = this.#share(measures.ear_right, reference.usual.ear_right, reference);
    const left = this.#share(measures.ear_left, reference.usual.ear_left, reference);
    const asideDeg = Math.abs(measures.yaw_deg) - this.#freeDeg;
    const hidden = Math.min(Math.max(asideDeg / (this.#hiddenDeg - this.#freeDeg), 0), 1);
    const near = measures.yaw_deg > 0 ? right : left;
    const mean = hidden * near + ((1 - hidden) * (right + left)) / 2;
    const apart = Math.abs(this.#apart.update((1 - hidden) * (right - left), dtS));
    const differ = Math.min(Math.max((apart - this.#jitter) / (this.#wink - this.#jitter), 0), 1);
    return { mean, wider: mean + (differ * apart) / 2 };
  }

  /** One eye is shut or shaded more than the other, and steadily so. */
  get wink() {
    return this.#apart.value !== null && Math.abs(this.#apart.value) >= this.#wink;
  }

  /** Forget how the eyes differed. */
  reset() {
    this.#apart.reset();
  }

  /**
   * @param {number} ear
   * @param {number} usual
   * @param {import("../../baseline/baseline.js").Reference} reference
   * @returns {number}
   */
  #share(ear, usual, reference) {
    const both = Math.max(reference.usual.ear, this.#floor);
    return ((ear / Math.max(usual, this.#floor)) * both) / reference.open_ear;
  }
}

/**
 * Follows the closure: `shut` at this moment, `closed` for longer than a blink.
 *
 * A falling lid is shut for the gaze early, as the iris goes under it; eyes are told to be closed as PERCLOS counts
 * them, which narrowed ones are not.
 */
export class ClosedLids {
  #shut;
  #covered;
  #closed;
  shut = false;
  closed = false;

  /** @param {import("../../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#shut = new Hysteresis(number("closure_on"), number("closure_off"));
    this.#covered = new Hysteresis(number("perclos_closure"), number("closure_on"));
    this.#closed = new Dwell(number("eyes_closed_s"), number("dwell_drain"), number("closed_frame_max_s"));
  }

  /**
   * Take the closure (0 open to 1 shut) of one frame.
   * @param {number} closedShare
   * @param {number} dtS
   */
  update(closedShare, dtS) {
    this.shut = this.#shut.update(closedShare);
    this.closed = this.#closed.update(this.#covered.update(closedShare), dtS);
  }

  /** Forget the lids seen. */
  reset() {
    for (const part of [this.#shut, this.#covered, this.#closed]) part.reset();
    this.shut = false;
    this.closed = false;
  }
}
