/** @file Pipeline: the one entry point, from a frame of landmarks to a report. Twin of pipeline.py. */

import { Parameters, readSettings } from "./contract/parameters.js";
import { FrameReader } from "./face/frame.js";
import { Clock } from "./maths/timing.js";
import { Person } from "./person.js";
import { Light } from "./scene/light.js";
import { Presence } from "./scene/presence.js";
import { PrimaryFace } from "./scene/primary_face.js";

/** @typedef {import("./contract/report.js").Report} Report */
/** @typedef {import("./face/frame.js").Frame} Frame */

/**
 * One student's camera, frame by frame.
 *
 * The state is the first that matches: bad frame, dark without a face: unknown; absent; unmeasurable or a still
 * picture: unknown; calibrating; drowsy behind lids that are shut now; away; down; drowsy; confused; focused; neutral.
 * Behind shut lids nobody looks anywhere, so that a head sinking in sleep is drowsy and not down; open eyes that look
 * elsewhere are news, and the sleep of the last minute is not. A face lost or unmeasurable for a moment keeps
 * the state and freezes what is counted.
 *
 * `expressions` are off until they are switched on, and never part of a report: the student alone sees them. `personal`
 * is off too; switched on with weights of the student's own it tells `confused`, within two rules.
 */
export class Pipeline {
  #settings;
  #clock;
  #frameReader;
  #light;
  #presence;
  #primaryFace;
  #person;

  /**
   * Take the parsed parameters.json and
   * `{"proctoring": boolean, "sensitivity": "strict", "masked": [names out of MASKS]}`.
   *
   * Throws ParameterError and SettingsError.
   * @param {Record<string, any>} parameters
   * @param {Record<string, unknown>} settings
   */
  constructor(parameters, settings) {
    this.#settings = readSettings(settings);
    const values = new Parameters(parameters);
    this.#clock = new Clock(values);
    this.#frameReader = new FrameReader(values);
    this.#light = new Light(values);
    this.#presence = new Presence(values);
    this.#primaryFace = new PrimaryFace(values);
    this.#person = new Person(values, this.#settings);
  }

  /** How probable each expression is; off until switched on, for the student alone. */
  get expressions() {
    return this.#person.expressions;
  }

  /** The cue means, and the student's own model; off until switched on. */
  get personal() {
    return this.#person.personal;
  }

  /**
   * Return the report of a frame.
   *
   * It never throws on what a frame holds: a bad frame is `unknown`, with its reason in the measures.
   * @param {Frame} frame
   * @returns {Report}
   */
  update(frame) {
    if (!Number.isFinite(frame.t_s)) return this.#person.abstain("not_finite");
    const step = this.#clock.update(frame.t_s, frame.every_s);
    if (step.restart) this.#restart();
    const seen = this.#frameReader.read(frame);
    const reason = step.backwards ? "time_backwards" : seen.reason;
    return reason === null ? this.#observe(frame, seen, step) : this.#person.abstain(reason);
  }

  /** Forget what is usual for the student and gather it anew: the state is `calibrating` meanwhile. */
  recalibrate() {
    this.#person.recalibrate();
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
    if (this.#person.mask(masked)) this.recalibrate();
  }

  /**
   * @param {Frame} frame
   * @param {import("./face/frame.js").Seen} seen
   * @param {import("./maths/timing.js").Step} step
   */
  #observe(frame, seen, { dt_s: dtS }) {
    const place = this.#primaryFace.update(seen.extents, seen.centres, dtS);
    let faces = this.#presence.count(seen.extents);
    const dark = this.#light.update(frame.luma, dtS);
    this.#presence.update(faces, dark, dtS);
    const absent = this.#presence.absent;
    if (place === null) {
      faces = 0;
      this.#person.miss(dark, absent);
    } else {
      const [x = 0] = seen.centres[place] ?? [];
      this.#person.observe(seen.read(place), { x, luma: frame.luma }, absent, frame.t_s, dtS);
    }
    return this.#person.report(faces, this.#settings.proctoring ? this.#presence.alerts : null);
  }

  #restart() {
    this.#person.restart();
    this.#presence.reset();
    this.#light.reset();
    this.#primaryFace.reset();
  }
}
