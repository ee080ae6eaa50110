/** @file Pipeline: the one entry point, from a frame of landmarks to a report. Twin of pipeline.py. */

import { Baseline } from "./baseline.js";
import { Behaviour } from "./behaviour.js";
import { Expressions } from "./expressions.js";
import { Light } from "./light.js";
import { Masks } from "./masks.js";
import { FaceReader } from "./measures.js";
import { Parameters, readSettings } from "./parameters.js";
import { faceExtent, Presence, widest } from "./presence.js";
import { makeReport } from "./report.js";
import { Clock, Dwell } from "./timing.js";
import { toLandmarks, Validity } from "./validity.js";

/** @typedef {import("./geometry.js").Points} Points */
/** @typedef {import("./measures.js").Reading} Reading */
/** @typedef {import("./measures.js").FaceMeasures} FaceMeasures */
/** @typedef {import("./report.js").Measures} Measures */
/** @typedef {import("./report.js").Report} Report */
/** @typedef {import("./report.js").State} State */
/** @typedef {ArrayLike<ArrayLike<number>>} FaceRows 478 rows of [x, y, z] as FaceMesh gives them */

/**
 * What a camera saw at one moment; luma is 0 to 255, or null where nobody measured it.
 * @typedef {{t_s: number, width: number, height: number, faces: FaceRows[], luma: number | null}} Frame
 */

/**
 * One student's camera, frame by frame.
 *
 * The state is the first that matches: bad frame, dark without a face: unknown; absent; unmeasurable:
 * unknown; calibrating; drowsy behind lids that are shut now; away; down; drowsy; confused; focused; neutral. Behind
 * shut lids nobody looks anywhere, so that a head sinking in sleep is drowsy and not down; open eyes that look
 * elsewhere are news, and the sleep of the last minute is not. A face lost or unmeasurable for a moment keeps
 * the state and freezes what is counted.
 *
 * `expressions` are off until they are switched on, and never part of a report: the student alone sees them.
 */
export class Pipeline {
  #settings;
  #masks;
  #clock;
  #validity;
  #light;
  #presence;
  #reader;
  #unmeasurable;
  #baseline;
  #behaviour;
  /** @type {State} */
  #state = "calibrating";
  /** @type {string | null} */
  #faceReason = null;

  /**
   * Take the parsed parameters.json and
   * `{"proctoring": boolean, "sensitivity": "strict", "masked": [names out of CUES_OF]}`.
   *
   * Throws ParameterError and SettingsError.
   * @param {Record<string, any>} parameters
   * @param {Record<string, unknown>} settings
   */
  constructor(parameters, settings) {
    this.#settings = readSettings(settings);
    this.#masks = new Masks(this.#settings.masked);
    const values = new Parameters(parameters);
    this.expressions = new Expressions(values);
    this.#clock = new Clock(values);
    this.#validity = new Validity(values);
    this.#light = new Light(values);
    this.#presence = new Presence(values);
    this.#reader = new FaceReader(values);
    this.#unmeasurable = new Dwell(values.number("unmeasurable_s"), values.number("dwell_drain"));
    this.#baseline = new Baseline(values);
    this.#behaviour = new Behaviour(values, this.#settings.sensitivity, this.#masks);
  }

  /**
   * Return the report of a frame.
   *
   * It never throws on what a frame holds: a bad frame is `unknown`, with its reason in the measures.
   * @param {Frame} frame
   * @returns {Report}
   */
  update(frame) {
    if (!Number.isFinite(frame.t_s)) return this.#abstain("not_finite");
    const step = this.#clock.update(frame.t_s);
    if (step.restart) this.#restart();
    const faces = frame.faces.map(toLandmarks);
    const reason = step.backwards ? "time_backwards" : this.#badFrameReason(frame, faces);
    if (reason !== null) return this.#abstain(reason);
    return this.#look(frame, /** @type {Points[]} */ (faces), step.dt_s);
  }

  /**
   * @param {Frame} frame
   * @param {(Points | null)[]} faces
   * @returns {string | null}
   */
  #badFrameReason(frame, faces) {
    const reasons = [this.#validity.frameReason(frame.width, frame.height, frame.luma)];
    for (const face of faces) reasons.push(this.#validity.pointsReason(face));
    return reasons.find((reason) => reason !== null) ?? null;
  }

  /**
   * @param {Frame} frame
   * @param {Points[]} faces
   * @param {number} dtS
   */
  #look(frame, faces, dtS) {
    const extents = faces.map(faceExtent);
    const count = this.#presence.count(extents);
    const dark = this.#light.update(frame.luma);
    this.#presence.update(count, dark, dtS);
    if (count === 0) return this.#miss(dark);
    const face = /** @type {Points} */ (faces[widest(extents)]);
    const reading = this.#reader.read(face, frame.width, frame.height);
    this.#follow(reading, frame.t_s, dtS);
    this.expressions.update(reading.facial ? reading.points : null, dtS);
    const reason = this.#state === "unknown" ? this.#unknownReason : reading.reason;
    return this.#tell(reason, { faces: count, ...reading.measures, ...this.#relative(reading) });
  }

  /** @param {boolean} dark */
  #miss(dark) {
    this.expressions.update(null, 0);
    if (dark || this.#presence.absent) {
      this.#lose();
      this.#state = dark ? "unknown" : "absent";
    }
    return this.#tell(dark ? "low_light" : "no_face", { faces: 0 });
  }

  /**
   * @param {Reading} reading
   * @param {number} tS
   * @param {number} dtS
   */
  #follow(reading, tS, dtS) {
    this.#unmeasurable.update(reading.reason !== null, dtS);
    if (reading.reason !== null) this.#faceReason = reading.reason;
    if (this.#presence.absent) return;
    if (this.#unmeasurable.on) {
      this.#behaviour.lose();
      this.#state = "unknown";
    } else if (reading.reason === null) {
      this.#faceReason = null;
      this.#state = this.#measure(reading, tS, dtS);
    }
  }

  /**
   * @param {Reading & {reason: null}} reading
   * @param {number} tS
   * @param {number} dtS
   * @returns {State}
   */
  #measure(reading, tS, dtS) {
    if (this.#baseline.reference !== null) {
      this.#behaviour.update(reading, this.#baseline.reference, tS, dtS);
      return this.#behaviour.state;
    }
    const measures = this.#masks.calibrated(reading.measures);
    if (reading.facial && measures.gaze_raw_yaw_deg !== undefined) {
      this.#baseline.update(/** @type {Required<FaceMeasures>} */ (measures), dtS);
    }
    return "calibrating";
  }

  get #unknownReason() {
    const masked = this.#faceReason === null && !this.#masks.attentionTold;
    return masked ? "masked" : this.#faceReason;
  }

  /** @param {Reading} reading */
  #relative(reading) {
    return reading.reason === null ? this.#behaviour.relative : {};
  }

  /**
   * @param {string | null} reason
   * @param {Partial<Measures>} measures
   */
  #tell(reason, measures) {
    const unknown = this.#state === "unknown" && reason !== null;
    const cues = unknown ? [reason] : this.#behaviour.cues;
    const alerts = this.#settings.proctoring ? [...this.#presence.alerts, ...this.#behaviour.alerts] : [];
    return makeReport(this.#state, cues, alerts, this.#complete(reason, measures));
  }

  /** @param {string} reason */
  #abstain(reason) {
    return makeReport("unknown", [], [], this.#complete(reason, {}));
  }

  /**
   * @param {string | null} reason
   * @param {Partial<Measures>} measures
   */
  #complete(reason, measures) {
    return { ...measures, baseline_progress: this.#baseline.progress, reason };
  }

  #lose() {
    this.#behaviour.lose();
    this.#unmeasurable.reset();
    this.#faceReason = null;
  }

  #restart() {
    // What was seen before a gap says nothing about now; what is usual for the student still does.
    this.#lose();
    this.#behaviour.reset();
    this.#presence.reset();
    this.#light.reset();
    this.#state = this.#baseline.reference === null ? "calibrating" : "unknown";
  }
}
