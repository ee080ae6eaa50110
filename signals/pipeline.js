/** @file Pipeline: the one entry point, from a frame of landmarks to a report. Twin of pipeline.py. */

import { Masks } from "./contract/masks.js";
import { Parameters, readSettings } from "./contract/parameters.js";
import { groupCues } from "./contract/reasons.js";
import { makeReport } from "./contract/report.js";
import { Sight } from "./face/frame.js";
import { Following } from "./following.js";
import { Expressions } from "./labels/expressions.js";
import { Dwell } from "./maths/persistence.js";
import { Clock } from "./maths/timing.js";
import { Light } from "./scene/light.js";
import { Presence } from "./scene/presence.js";
import { Primary } from "./scene/primary_face.js";
import { Stillness } from "./scene/stillness.js";

/** @typedef {import("./face/measures.js").Reading} Reading */
/** @typedef {import("./contract/report.js").Measures} Measures */
/** @typedef {import("./contract/report.js").Report} Report */
/** @typedef {import("./contract/report.js").State} State */
/** @typedef {import("./following.js").Surroundings} Surroundings */
/** @typedef {ArrayLike<ArrayLike<number>>} FaceRows 478 rows of [x, y, z] as FaceMesh gives them */

/**
 * What a camera saw at one moment; luma is 0 to 255, or null where nobody measured it. `every_s` may say how far apart
 * frames come now, where that is over a second on purpose.
 * @typedef {{t_s: number, width: number, height: number, faces: FaceRows[], luma: number | null, every_s?: number}} Frame
 */

/**
 * One student's camera, frame by frame.
 *
 * The state is the first that matches: bad frame, dark without a face: unknown; absent; unmeasurable or a still
 * picture: unknown; calibrating; drowsy behind lids that are shut now; away; down; drowsy; confused; focused; neutral.
 * Behind shut lids nobody looks anywhere, so that a head sinking in sleep is drowsy and not down; open eyes that look
 * elsewhere are news, and the sleep of the last minute is not. A face lost or unmeasurable for a moment keeps
 * the state and freezes what is counted.
 *
 * `expressions` are off until they are switched on, and never part of a report: the student alone sees them.
 */
export class Pipeline {
  #settings;
  #clock;
  #sight;
  #light;
  #presence;
  #unmeasurable;
  #primary;
  #stillness;
  #following;
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
    const values = new Parameters(parameters);
    this.expressions = new Expressions(values);
    this.expressions.mask(this.#settings.masked);
    this.#clock = new Clock(values);
    this.#sight = new Sight(values);
    this.#light = new Light(values);
    this.#presence = new Presence(values);
    const number = (/** @type {string} */ name) => values.number(name);
    this.#unmeasurable = new Dwell(number("unmeasurable_s"), number("dwell_drain"), number("dt_max_s"));
    this.#primary = new Primary(values);
    this.#stillness = new Stillness(values);
    this.#following = new Following(values, this.#settings.sensitivity, new Masks(this.#settings.masked));
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
    const step = this.#clock.update(frame.t_s, frame.every_s);
    if (step.restart) this.#restart();
    const seen = this.#sight.look(frame);
    const reason = step.backwards ? "time_backwards" : seen.reason;
    return reason === null ? this.#look(frame, seen, step) : this.#abstain(reason);
  }

  /** Forget what is usual for the student and gather it anew: the state is `calibrating` meanwhile. */
  recalibrate() {
    this.#following.recalibrate();
    this.#restart();
  }

  /**
   * Switch cues off and all others on, in mid-lesson; what is usual stays, unless it was another.
   *
   * The state stays until the next frame tells one, so that nobody sees the change itself.
   *
   * Throws SettingsError.
   * @param {import("./contract/masks.js").MaskName[]} masked
   */
  mask(masked) {
    this.#settings = readSettings({ ...this.#settings, masked });
    this.expressions.mask(masked);
    if (this.#following.mask(new Masks(masked))) this.recalibrate();
  }

  /**
   * @param {Frame} frame
   * @param {import("./face/frame.js").Seen} seen
   * @param {import("./maths/timing.js").Step} step
   */
  #look(frame, seen, { dt_s: dtS }) {
    const student = this.#primary.update(seen.extents, seen.centres, dtS);
    const count = this.#presence.count(seen.extents);
    const dark = this.#light.update(frame.luma, dtS);
    this.#presence.update(count, dark, dtS);
    if (student === null) return this.#miss(dark);
    const reading = seen.read(student);
    const [x = 0] = seen.centres[student] ?? [];
    this.#follow(reading, { x, luma: frame.luma }, frame.t_s, dtS);
    this.expressions.update(reading.facial ? reading.points : null, dtS);
    return this.#tell(this.#reason, { faces: count }, reading.measures, this.#relative(reading));
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
   * @param {Surroundings} surroundings
   * @param {number} tS
   * @param {number} dtS
   */
  #follow(reading, surroundings, tS, dtS) {
    this.#unmeasurable.update(reading.reason !== null, dtS);
    if (reading.reason !== null) this.#faceReason = reading.reason;
    if (reading.reason === null) this.#stillness.update(reading.points, reading.measures.ear, tS);
    if (this.#unmeasurable.on || this.#stillness.on) {
      this.#following.lose();
      this.#state = this.#presence.absent ? "absent" : "unknown";
    } else if (reading.reason === null) {
      this.#faceReason = null;
      const told = this.#following.update(reading, surroundings, tS, dtS);
      if (told !== null && !this.#presence.absent) this.#state = told;
    }
  }

  get #reason() {
    return this.#stillness.on ? "static_image" : (this.#faceReason ?? this.#following.reason);
  }

  /** @param {Reading} reading */
  #relative(reading) {
    return reading.reason === null ? this.#following.relative : {};
  }

  /**
   * @param {string | null} reason
   * @param {Partial<Measures>[]} measures
   */
  #tell(reason, ...measures) {
    const cues = this.#state === "unknown" ? groupCues(reason) : this.#following.cues;
    const alerts = this.#settings.proctoring ? this.#alerts : [];
    return makeReport(this.#state, cues, alerts, ...measures, this.#kept(reason));
  }

  get #alerts() {
    /** @type {import("./contract/report.js").Alert[]} */
    const still = this.#stillness.on && !this.#presence.absent ? ["static_image"] : [];
    return [...this.#presence.alerts, ...this.#following.alerts, ...still];
  }

  /** @param {string} reason */
  #abstain(reason) {
    return makeReport("unknown", [], [], this.#kept(reason));
  }

  /** @param {string | null} reason */
  #kept(reason) {
    return { motion_cm: this.#stillness.movedCm, baseline_progress: this.#following.progress, reason };
  }

  #lose() {
    this.#following.lose();
    this.#unmeasurable.reset();
    this.#faceReason = null;
  }

  #restart() {
    // What was seen before a gap says nothing about now; what is usual for the student still does.
    this.#lose();
    this.#following.reset();
    this.#presence.reset();
    this.#light.reset();
    this.#primary.reset();
    this.#state = this.#following.calibrated ? "unknown" : "calibrating";
  }
}
