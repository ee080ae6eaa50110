/**
 * @file Adaptation: what is usual for this student now, gathered once and anew where it changed for good.
 *
 * Twin of adaptation.py.
 */

import { browZ } from "../face/brow.js";
import { Dwell } from "../maths/persistence.js";
import { Baseline } from "./baseline.js";
import { Calibration } from "./calibration.js";
import { Doubt } from "./doubt.js";
import { Drift } from "./drift.js";
import { Hindrances } from "./hindrances.js";

/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {Required<FaceMeasures>} Measures */
/** @typedef {import("./baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").Measured} Measured */
/** @typedef {import("../contract/masks.js").Masks} Masks */

/**
 * The baseline, and the one after it: the old one serves until the new one is complete.
 *
 * What an atypical face made usual, a long frown or a propped head, is so until the face rests as before. A baseline of
 * the head's direction alone ends where the face can be read again: camera or head have turned.
 */
export class Adaptation {
  #parameters;
  #zMax;
  #tiltMaxDeg;
  #drift;
  #back;
  #turned;
  #moved;
  /** @type {Baseline | null} */
  #next = null;
  /** @type {Reference | null} */
  #former = null;
  #hindrances;
  #doubt;
  #calibration;
  /** @type {Reference | null} */
  reference = null;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {Masks} masks
   */
  constructor(parameters, masks) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#parameters = parameters;
    this.#zMax = number("brow_z_on");
    this.#tiltMaxDeg = number("tilt_on_deg");
    this.#drift = new Drift(parameters);
    const [drain, frameMaxS] = [number("dwell_drain"), number("dt_max_s")];
    this.#back = new Dwell(number("drift_back_s"), drain, frameMaxS);
    this.#turned = new Dwell(number("baseline_turned_s"), drain, frameMaxS);
    this.#moved = new Dwell(number("baseline_moved_s"), drain, frameMaxS);
    this.#hindrances = new Hindrances(parameters, masks);
    this.#doubt = new Doubt(parameters, masks);
    this.#calibration = new Calibration(parameters, this.#hindrances);
  }

  /** Share of the needed time that is gathered, 0 to 1, of the baseline that is being made. */
  get progress() {
    return this.#calibrates ? this.#calibration.progress : (this.#next?.progress ?? 1);
  }

  /** What is missing while it calibrates, and then why only the head's direction is told. */
  get reason() {
    if (this.reference === null || this.#calibrates) return this.#calibration.reason;
    return this.reference.reason;
  }

  /** calibrating, or unknown, while there is no reference to tell anything else by. */
  get state() {
    return this.#calibration.state;
  }

  /** Only the head's direction is told against the reference. */
  get byHead() {
    return this.reference !== null && this.reference.reason !== null;
  }

  get #calibrates() {
    return this.reference === null || this.#turned.on || this.#moved.on;
  }

  /**
   * Take what is switched off, in place of that before; what is usual stays.
   * @param {Masks} masks
   */
  mask(masks) {
    this.#hindrances.mask(masks);
    this.#doubt = new Doubt(this.#parameters, masks);
  }

  /**
   * Take a measured face; return whether it is still being calibrated.
   * @param {FaceMeasures} measures
   * @param {number} dtS
   * @returns {boolean}
   */
  gather(measures, dtS) {
    if (this.reference !== null && !this.#turn(this.reference, measures, dtS)) return false;
    this.#calibration.update(measures, dtS);
    if (this.#calibration.reference !== null) this.#adopt(this.#calibration.reference, null);
    return true;
  }

  /**
   * Return what can be told of a face against the reference: of one made of the head, its direction.
   * @param {Measured} reading
   * @returns {Measured}
   */
  known(reading) {
    if (this.reference === null || this.reference.reason === null) return reading;
    const { gaze_raw_yaw_deg: _, gaze_raw_pitch_deg: __, ...measures } = reading.measures;
    return { ...reading, measures, facial: false };
  }

  /**
   * Notice a lasting change; `atypical` is that the face is not as usual.
   * @param {Measured} reading
   * @param {number} x
   * @param {number | null} luma
   * @param {boolean} atypical
   * @param {number} dtS
   */
  follow({ measures, facial }, x, luma, atypical, dtS) {
    const reference = this.reference;
    if (reference === null) return;
    const drifted = this.#drift.update(x, measures.distance_cm, luma, atypical, dtS);
    if (facial) this.#doubt.update(measures, reference, dtS);
    if (this.#doubt.sunk && !reference.smiles) this.reference = reference.smiling();
    // Of the head alone nothing else is usual in another seat, where the face then belongs.
    if (drifted && reference.reason !== null) this.#drift.reset();
    const changed = reference.reason === null && (drifted || this.#doubt.on);
    if (this.#next === null && changed) this.#next = new Baseline(this.#parameters, reference.upright_deg);
    else if (this.#next !== null && !changed) this.#next = null;
  }

  /**
   * Take a face that attends; an atypical one waits, unless it lasts like no episode or never rested.
   * @param {Measures} measures
   * @param {boolean} atypical
   * @param {number} dtS
   */
  renew(measures, atypical, dtS) {
    if (this.#back.update(this.#restsAsBefore(measures), dtS)) {
      this.#adopt(this.#former, null);
    } else if (this.#next !== null && (this.#drift.atypical || this.#doubt.on || !atypical)) {
      this.#next.update(measures, dtS);
      if (this.#next.reference !== null) {
        const before = this.#former ?? this.reference;
        const rested = this.#drift.atypical && !this.#doubt.on;
        this.#adopt(this.#next.reference, rested ? before : null);
      }
    }
  }

  /** Forget what was usual. */
  restart() {
    this.#adopt(null, null);
  }

  /**
   * @param {Reference | null} reference
   * @param {Reference | null} former
   */
  #adopt(reference, former) {
    this.reference = reference;
    this.#former = former;
    this.#next = null;
    this.#calibration = new Calibration(this.#parameters, this.#hindrances);
    for (const part of [this.#drift, this.#back, this.#turned, this.#moved, this.#doubt]) {
      part.reset();
    }
  }

  /**
   * Return whether a face of which only the head was told has turned where all of it is.
   *
   * A camera that was turned right has moved the face in the picture; a look into it only lasts.
   * @param {Reference} reference
   * @param {FaceMeasures} measures
   * @param {number} dtS
   * @returns {boolean}
   */
  #turn(reference, measures, dtS) {
    if (reference.reason === null) return false;
    const wasOn = this.#calibrates;
    const clear = this.#hindrances.clear(measures);
    this.#turned.update(clear, dtS);
    this.#moved.update(clear && this.#drift.elsewhere, dtS);
    if (this.#calibrates && !wasOn) this.#calibration = new Calibration(this.#parameters, this.#hindrances);
    return this.#calibrates;
  }

  /** @param {Measures} measures */
  #restsAsBefore(measures) {
    if (this.#former === null || this.reference === null) return false;
    return this.#fits(this.#former, measures) && !this.#fits(this.reference, measures);
  }

  /**
   * @param {Reference} reference
   * @param {Measures} measures
   */
  #fits(reference, measures) {
    const z = browZ(
      reference.sigmas("brow_height_cm", measures.brow_height_cm),
      reference.sigmas("brow_distance_cm", measures.brow_distance_cm),
    );
    const tiltDeg = Math.abs(reference.change("roll_deg", measures.roll_deg));
    return Math.abs(z) < this.#zMax && tiltDeg < this.#tiltMaxDeg;
  }
}
