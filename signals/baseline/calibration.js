/** @file Calibration: gathers what is usual for a student, and says what is missing. Twin of calibration.py. */

import { Baseline } from "./baseline.js";

/** @typedef {import("./baseline.js").Reference} Reference */
/** @typedef {import("../face/measures.js").FaceMeasures} FaceMeasures */

/** What most of the last seconds showed, and null where no one thing did. */
export class Lately {
  #tauS;
  /** @type {Map<string, number>} */
  #shares = new Map();
  /** @type {string | null} */
  most = null;

  /** @param {number} tauS */
  constructor(tauS) {
    this.#tauS = tauS;
  }

  /**
   * Take what one frame showed.
   * @param {string} shown
   * @param {number} dtS
   */
  update(shown, dtS) {
    const kept = Math.exp(-dtS / this.#tauS);
    for (const [name, share] of this.#shares) this.#shares.set(name, kept * share);
    this.#shares.set(shown, (this.#shares.get(shown) ?? 0) + 1 - kept);
    const most = [...this.#shares].find(([, share]) => 2 * share > 1);
    this.most = most === undefined ? null : most[0];
  }

  /**
   * Return what showed most but for the empty word, of what fills such a share of the last seconds.
   * @param {number} least
   * @returns {string | null}
   */
  often(least) {
    /** @type {string | null} */
    let most = null;
    let mostShare = 0;
    for (const [name, share] of this.#shares) {
      if (name === "" || share < least || share <= mostShare) continue;
      most = name;
      mostShare = share;
    }
    return most;
  }
}

/**
 * Takes measured faces until the reference is there.
 *
 * A steady pose is a pose. A face that can be read gives a whole baseline. One that cannot, as the camera stands low,
 * high or beside or no eye is seen, gives one of the head's direction alone, with the reason for it. Where not even
 * that can be told there is none, and the student hears what to do.
 *
 * A pose at a limit lies now on this side of it, now on that: one pose, which is told as soon as it is overdue by what
 * most of it showed.
 */
export class Calibration {
  #parameters;
  #hindrances;
  #rest;
  #posed;
  #both;
  #lately;
  #overdueS;
  #lateS;
  #often;
  #seenS = 0;
  progress = 0;
  /** @type {Reference | null} */
  reference = null;

  /**
   * @param {import("../contract/parameters.js").Parameters} parameters
   * @param {import("./hindrances.js").Hindrances} hindrances
   */
  constructor(parameters, hindrances) {
    this.#parameters = parameters;
    this.#hindrances = hindrances;
    this.#rest = new Baseline(parameters);
    this.#posed = new Baseline(parameters);
    this.#both = new Baseline(parameters);
    this.#lately = new Lately(parameters.number("baseline_lately_s"));
    this.#overdueS = parameters.number("baseline_overdue_s");
    this.#lateS = parameters.number("baseline_max_s");
    this.#often = parameters.number("baseline_often_share");
  }

  /** What is missing; null where time alone is. */
  get reason() {
    const lately = this.#lately.most;
    if (lately !== null && lately !== "") return lately;
    // What comes and goes at a limit holds a calibration up as well.
    const often = this.#seenS >= this.#overdueS ? this.#lately.often(this.#often) : null;
    if (often !== null) return often;
    const lost = lately === null && this.#seenS >= this.#lateS;
    const wanders = lost || (this.#rest.enough && this.reference === null);
    return wanders ? "gaze_unsteady" : null;
  }

  /**
   * calibrating, or unknown where something is missing for longer than it should.
   * @returns {"calibrating" | "unknown"}
   */
  get state() {
    const reason = this.reason;
    const patienceS = reason === "gaze_unsteady" ? this.#lateS : this.#overdueS;
    return reason !== null && this.#seenS >= patienceS ? "unknown" : "calibrating";
  }

  /**
   * Take one measured face; a frame that took no time adds nothing.
   * @param {FaceMeasures} measures
   * @param {number} dtS
   */
  update(measures, dtS) {
    if (this.reference !== null || dtS <= 0) return;
    this.#seenS += dtS;
    const hindrance = this.#hindrances.reason(measures);
    this.#lately.update(hindrance ?? "", dtS);
    if (hindrance === null) {
      this.#rest.update(/** @type {Required<FaceMeasures>} */ (measures), dtS, this.#seenS >= this.#lateS);
      this.reference = this.#rest.reference ?? this.#join(headAlone(measures), dtS);
    } else if (this.#hindrances.tellsDirection(measures, hindrance)) {
      const head = headAlone(measures);
      this.reference = this.#pose(head, dtS) ?? this.#join(head, dtS);
    }
    this.progress = Math.max(this.progress, this.#rest.progress, this.#posed.progress);
  }

  /**
   * Take a face of which the head alone is told.
   * @param {Required<FaceMeasures>} head
   * @param {number} dtS
   * @returns {Reference | null}
   */
  #pose(head, dtS) {
    const posed = this.#posed;
    posed.gather(head, dtS);
    if (posed.enough && posed.held && posed.gatheredS > this.#rest.gatheredS) return this.#because(posed);
    if (posed.gatheredS >= this.#lateS) {
      this.#posed = new Baseline(this.#parameters);
      this.#both = new Baseline(this.#parameters);
    }
    return null;
  }

  /**
   * Take a face that can be read or not, of a pose that is at the limit between the two.
   * @param {Required<FaceMeasures>} head
   * @param {number} dtS
   * @returns {Reference | null}
   */
  #join(head, dtS) {
    const [rest, posed, both] = [this.#rest, this.#posed, this.#both];
    both.gather(head, dtS);
    const overdue = both.enough && this.#seenS >= this.#overdueS;
    // Of a face that can nearly always be read the gaze alone is missing, or a second or two.
    const often = posed.gatheredS >= this.#often * both.gatheredS && !rest.enough;
    if (!(overdue && often && both.held && rest.near(posed))) return null;
    if (rest.gatheredS < posed.gatheredS || !rest.framesEnough) return this.#because(both);
    return rest.steady ? rest.summary() : null;
  }

  /**
   * Return the baseline of the head alone, for the reason that hinders the rest of the face.
   * @param {Baseline} head
   * @returns {Reference}
   */
  #because(head) {
    return head.summary().because(this.#hindrances.poseReason(this.#posed.summary().usual) ?? "no_eyes");
  }
}

/**
 * Return measures in which the head's angles stand in for the eyes', too.
 * @param {FaceMeasures} measures
 * @returns {Required<FaceMeasures>}
 */
function headAlone(measures) {
  return { ...measures, gaze_raw_yaw_deg: measures.yaw_deg, gaze_raw_pitch_deg: measures.pitch_deg };
}
