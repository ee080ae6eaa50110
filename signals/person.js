/** @file Person: one followed face, from its calibration to a state, its cues and its report. Twin of person.py. */

import { Adaptation } from "./baseline/adaptation.js";
import { Masks } from "./contract/masks.js";
import { groupCues } from "./contract/reasons.js";
import { makeReport } from "./contract/report.js";
import { Expressions } from "./labels/expressions.js";
import { StateMachine } from "./labels/state.js";
import { Dwell } from "./maths/persistence.js";
import { Personal } from "./personal/personal.js";
import { Stillness } from "./scene/stillness.js";

/** @typedef {import("./contract/report.js").Alert} Alert */
/** @typedef {import("./contract/report.js").Measures} Measures */
/** @typedef {import("./contract/report.js").Report} Report */
/** @typedef {import("./contract/report.js").State} State */
/** @typedef {import("./face/measures.js").FaceMeasures} FaceMeasures */
/** @typedef {import("./face/measures.js").Measured} Measured */
/** @typedef {import("./face/measures.js").Reading} Reading */
/** @typedef {{x: number, luma: number | null}} Surroundings x of the face, in image widths, and the picture's luma */

/**
 * Calibrates until what is usual is known, and tells the state against it from then on.
 *
 * A face lost or unmeasurable for a moment keeps the state and freezes what is counted. `expressions` and `personal`
 * are off until they are switched on, and their numbers no part of a report.
 */
export class Person {
  #parameters;
  #rule;
  #masks;
  #unmeasurable;
  #stillness;
  #adaptation;
  #machine;
  #settleS;
  #settledS = 0;
  #calibrates = true;
  /** @type {State} */
  #state = "calibrating";
  /** @type {Reading | null} */
  #reading = null;
  /** @type {string | null} */
  #missed = null;
  /** @type {string | null} */
  #faceReason = null;
  #absent = false;

  /**
   * @param {import("./contract/parameters.js").Parameters} parameters
   * @param {import("./contract/parameters.js").Settings} settings
   */
  constructor(parameters, settings) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    this.#parameters = parameters;
    this.#rule = settings.sensitivity;
    this.#masks = new Masks(settings.masked);
    this.#unmeasurable = new Dwell(number("unmeasurable_s"), number("dwell_drain"), number("dt_max_s"));
    this.#stillness = new Stillness(parameters);
    this.personal = new Personal(parameters);
    this.#adaptation = new Adaptation(parameters, this.#masks);
    this.#machine = new StateMachine(parameters, this.#rule, this.#masks, this.personal);
    this.#settleS = number("settle_s");
    this.expressions = new Expressions(parameters);
    this.expressions.mask(settings.masked);
  }

  /**
   * Take this person's face; `absent`: nobody has been there for long, which one frame does not end.
   * @param {Reading} reading
   * @param {Surroundings} surroundings
   * @param {boolean} absent
   * @param {number} tS
   * @param {number} dtS
   */
  observe(reading, surroundings, absent, tS, dtS) {
    this.#reading = reading;
    this.#missed = null;
    this.#absent = absent;
    this.#unmeasurable.update(reading.reason !== null, dtS);
    if (reading.reason !== null) this.#faceReason = reading.reason;
    else this.#stillness.update(reading.points, reading.measures.ear, tS);
    if (this.#unmeasurable.on || this.#stillness.on) {
      this.#forgetState();
      this.#state = absent ? "absent" : "unknown";
    } else if (reading.reason === null) {
      this.#faceReason = null;
      this.#settle(this.#tell(reading, surroundings, tS, dtS), dtS);
    }
    this.expressions.update(reading.facial ? reading.points : null, dtS);
  }

  /**
   * Take a picture without this person, in which it may be too `dark` to see anybody.
   * @param {boolean} dark
   * @param {boolean} absent
   */
  miss(dark, absent) {
    this.#reading = null;
    this.#missed = dark ? "low_light" : "no_face";
    this.#absent = absent;
    this.expressions.update(null, 0);
    if (dark || absent) {
      this.forgetFace();
      this.#state = dark ? "unknown" : "absent";
    }
  }

  /**
   * Return the report of a frame that cannot be read, which changes nothing.
   * @param {string} reason
   * @returns {Report}
   */
  abstain(reason) {
    return makeReport("unknown", [], [], this.#kept(reason));
  }

  /**
   * Return the report of the last frame, beside what its picture gave: null where nobody is alerted.
   * @param {number} faces
   * @param {Alert[] | null} alerts
   * @returns {Report}
   */
  report(faces, alerts) {
    const reason = this.#reason;
    const cues = this.#state === "unknown" ? groupCues(reason) : this.#machine.cues(this.#state);
    const named = alerts === null ? [] : [...alerts, ...this.#alerts];
    return makeReport(this.#state, cues, named, { faces }, ...this.#measures, this.#kept(reason));
  }

  /**
   * Switch off what is masked and all else on; return whether what is usual has to be learnt anew.
   *
   * It was learnt without what is switched on now, or with the gaze that is off now.
   * @param {import("./contract/masks.js").MaskName[]} masked
   * @returns {boolean}
   */
  mask(masked) {
    const masks = new Masks(masked);
    const anew = this.#adaptation.byHead || this.#masks.off("gaze") !== masks.off("gaze");
    this.#masks = masks;
    this.expressions.mask(masked);
    this.#adaptation.mask(masks);
    this.#machine = new StateMachine(this.#parameters, this.#rule, masks, this.personal);
    this.#settledS = 0;
    return anew;
  }

  /** Forget what is usual, and what was told by it. */
  recalibrate() {
    this.#adaptation.restart();
    this.restart();
  }

  /** Forget all but what is usual: what was seen before a gap says nothing about now. */
  restart() {
    this.forgetFace();
    this.#machine.reset();
    this.#state = this.#adaptation.reference === null ? "calibrating" : "unknown";
  }

  /** Forget the face that is gone; the looks away before still add up. */
  forgetFace() {
    this.#forgetState();
    this.#unmeasurable.reset();
    this.#faceReason = null;
  }

  get #reason() {
    if (this.#missed !== null) return this.#missed;
    if (this.#stillness.on) return "static_image";
    if (this.#faceReason !== null) return this.#faceReason;
    const masked = !this.#calibrates && !this.#masks.attentionTold;
    return masked ? "masked" : this.#adaptation.reason;
  }

  get #alerts() {
    /** @type {Alert[]} */
    const still = this.#stillness.on && !this.#absent ? ["static_image"] : [];
    return [...this.#machine.alerts, ...still];
  }

  /** @returns {Partial<Measures>[]} */
  get #measures() {
    const reading = this.#reading;
    if (reading === null) return [];
    return reading.reason === null ? [reading.measures, this.#machine.relative] : [reading.measures];
  }

  /** @param {string | null} reason */
  #kept(reason) {
    return { motion_cm: this.#stillness.movedCm, baseline_progress: this.#adaptation.progress, reason };
  }

  /**
   * Who has just come back is not neutral: nobody could have been called focused yet.
   * @param {State} state
   * @param {number} dtS
   */
  #settle(state, dtS) {
    this.#settledS += dtS;
    const settled = state !== "neutral" || this.#settledS > this.#settleS;
    if (settled && !this.#absent) this.#state = state;
  }

  /**
   * @param {Measured} reading
   * @param {Surroundings} surroundings
   * @param {number} tS
   * @param {number} dtS
   * @returns {State}
   */
  #tell(reading, { x, luma }, tS, dtS) {
    const [adaptation, machine] = [this.#adaptation, this.#machine];
    const measures = this.#masks.calibrated(reading.measures);
    const calibratedBefore = !this.#calibrates;
    this.#calibrates = adaptation.gather(measures, dtS);
    if (this.#calibrates || adaptation.reference === null) {
      if (calibratedBefore) {
        machine.reset();
        this.#settledS = 0;
      }
      return adaptation.state;
    }
    const known = adaptation.known(reading);
    machine.observe(known, adaptation.reference, tS, dtS);
    const complete = known.facial && measures.gaze_raw_yaw_deg !== undefined;
    adaptation.follow(known, x, luma, machine.atypical, dtS);
    if (complete && machine.attends) {
      adaptation.renew(/** @type {Required<FaceMeasures>} */ (measures), machine.atypical, dtS);
    }
    return machine.state;
  }

  #forgetState() {
    this.#machine.forgetFace();
    this.#settledS = 0;
  }
}
