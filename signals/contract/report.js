/**
 * @file Report: what one frame says; only `state`, `cues` and `alerts` ever leave the device.
 *
 * Twin of report.py.
 */

/** @typedef {"focused" | "neutral" | "confused" | "drowsy" | "away" | "down" | "absent" | "unknown" | "calibrating"} State */
/** @typedef {import("../../protocol/messages.js").Cue} Cue */
/** @typedef {"no_face" | "multiple_faces" | "gaze_away" | "static_image"} Alert */

export const MEASURES = /** @type {const} */ ([
  "faces",
  "face_width_px",
  "residual_cm",
  "distance_cm",
  "yaw_deg",
  "pitch_deg",
  "roll_deg",
  "gaze_raw_yaw_deg",
  "gaze_raw_pitch_deg",
  "gaze_yaw_deg",
  "gaze_pitch_deg",
  "brow_height_cm",
  "outer_brow_cm",
  "brow_distance_cm",
  "brow_z",
  "brow_raise_cm",
  "corner_lift_cm",
  "mouth_width_cm",
  "mouth_open_cm",
  "speaking",
  "ear",
  "ear_right",
  "ear_left",
  "closure",
  "perclos",
  "blinks",
  "blink_rate_per_min",
  "motion_cm",
  "baseline_progress",
  "reason",
]);

const UNMEASURED = Object.freeze(Object.fromEntries(MEASURES.map((name) => [name, null])));

/** @typedef {typeof MEASURES[number]} MeasureName */
/** @typedef {Record<Exclude<MeasureName, "reason">, number | null> & {reason: string | null}} Measures */

/**
 * `measures` always has the keys MEASURES, null where a frame did not give them.
 *
 * gaze_yaw_deg, gaze_pitch_deg and brow_z are smoothed and against the baseline, as the rules use them; the
 * others are of this frame alone. `reason` says why the frame was not measured, what a calibration misses, or why a
 * label rests on the head alone, and is null where all is well.
 * @typedef {{state: State, cues: Cue[], alerts: Alert[], measures: Measures}} Report
 */

/**
 * Return a report with every measure named.
 * @param {State} state
 * @param {Cue[]} cues
 * @param {Alert[]} alerts
 * @param {Partial<Measures>[]} measures what each part of the pipeline measured
 * @returns {Report}
 */
export function makeReport(state, cues, alerts, ...measures) {
  return {
    state,
    cues,
    alerts,
    measures: Object.assign({ ...UNMEASURED }, ...measures),
  };
}
