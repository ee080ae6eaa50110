/**
 * @file Attention: whether the gaze rests on the screen, beside it or below it, and for how long.
 *
 * Twin of attention.py.
 */

import { Dwell, Escalation, WindowSum, Witness } from "../maths/persistence.js";
import { Hysteresis } from "../maths/smoothing.js";

/** Follows the gaze (degrees against its baseline) over time. */
export class Attention {
  #near;
  #beside;
  #above;
  #below;
  #focused;
  #down;
  /** @type {Escalation} */
  #away;
  /** @type {Escalation} */
  #held;
  #lost = true;
  #offScreen;
  #awaySum;
  #awaySumMaxS;
  #summedUp = false;
  #toLeft = false;
  centred = false;

  /** @param {import("../contract/parameters.js").Parameters} parameters */
  constructor(parameters) {
    const number = (/** @type {string} */ name) => parameters.number(name);
    const [drain, frameMaxS] = [number("dwell_drain"), number("dt_max_s")];
    this.#near = new Hysteresis(-number("centred_on_deg"), -number("centred_off_deg"));
    this.#beside = new Hysteresis(number("away_yaw_on_deg"), number("away_yaw_off_deg"));
    this.#above = new Hysteresis(number("away_pitch_on_deg"), number("away_pitch_off_deg"));
    this.#below = new Hysteresis(number("down_pitch_on_deg"), number("down_pitch_off_deg"));
    const focusedS = number("focused_s");
    this.#focused = new Dwell(focusedS, focusedS / number("neutral_s"), frameMaxS);
    this.#down = new Dwell(number("down_s"), drain, frameMaxS);
    const away = () => new Escalation(number("away_s"), number("gaze_away_alert_s"), drain, frameMaxS);
    [this.#away, this.#held] = [away(), away()];
    this.#offScreen = new Witness(frameMaxS);
    this.#awaySum = new WindowSum(number("gaze_away_window_s"));
    this.#awaySumMaxS = number("gaze_away_sum_s");
  }

  /**
   * away, down, focused or neutral.
   * @returns {"away" | "down" | "focused" | "neutral"}
   */
  get state() {
    if (this.#away.on) return "away";
    if (this.#down.on) return "down";
    return this.#focused.on ? "focused" : "neutral";
  }

  /** The gaze is lowered at this moment. */
  get below() {
    return this.#below.on;
  }

  /** Away for long at once, or often within the window. */
  get alert() {
    return this.#away.on && (this.#away.raised || this.#summedUp);
  }

  /** Whether the gaze is centred; while away or down, where it is: the student's own left or right. */
  get cues() {
    /** @type {import("../contract/report.js").Cue[]} */
    const cues = this.centred ? ["gaze_centred"] : [];
    if (this.#away.on && this.#beside.on) cues.push(this.#toLeft ? "gaze_left" : "gaze_right");
    if (this.#away.on && this.#above.on) cues.push("gaze_up");
    if (this.#down.on && this.#below.on) cues.push("gaze_down");
    return cues;
  }

  /**
   * Take the gaze of one frame; eyes `closed` for longer than a blink are not on the screen.
   * @param {number} yawDeg
   * @param {number} pitchDeg
   * @param {boolean} closed
   * @param {number} tS
   * @param {number} dtS
   */
  update(yawDeg, pitchDeg, closed, tS, dtS) {
    this.#toLeft = yawDeg > 0;
    const near = this.#near.update(-Math.max(Math.abs(yawDeg), Math.abs(pitchDeg)));
    const beside = this.#beside.update(Math.abs(yawDeg));
    const above = this.#above.update(pitchDeg);
    const below = this.#below.update(pitchDeg);
    const offScreen = beside || above;
    this.#find(offScreen);
    this.centred = near && !closed;
    this.#focused.update(this.centred, dtS);
    this.#down.update(below && !offScreen, dtS);
    const raised = this.#away.raised;
    this.#away.update(offScreen, dtS);
    // It had an alert of its own, which is over; shorter looks after it add up without it.
    if (raised && !this.#away.on) this.#awaySum.reset();
    const countedS = this.#offScreen.update(offScreen, dtS);
    this.#summedUp = this.#awaySum.update(tS, offScreen ? countedS : 0) >= this.#awaySumMaxS;
  }

  /**
   * Forget where the gaze is; the looks away before it was lost still add up.
   *
   * FaceMesh loses heads that are turned far aside: a gaze that was away, and is found away, has been so
   * meanwhile, and the two seconds of its onset need not pass anew. Its alert begins anew.
   */
  forgetFace() {
    if (!this.#lost) {
      this.#lost = true;
      [this.#away, this.#held] = [this.#held, this.#away];
      this.#held.calm();
    }
    for (const part of [this.#near, this.#below]) part.reset();
    for (const part of [this.#focused, this.#down, this.#away, this.#offScreen]) part.reset();
    this.#summedUp = false;
    this.centred = false;
  }

  /** Forget all. */
  reset() {
    this.forgetFace();
    for (const part of [this.#beside, this.#above, this.#held, this.#awaySum]) part.reset();
  }

  /** @param {boolean} offScreen */
  #find(offScreen) {
    if (this.#lost && offScreen) [this.#away, this.#held] = [this.#held, this.#away];
    this.#lost = false;
  }
}
