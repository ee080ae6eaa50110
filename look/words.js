/** @file The words for states, cues and alerts: the same on the student's page and on the teacher's board. */

import { text } from "./text.js";

/** @typedef {import("../protocol/messages.js").State | "offline" | "lost" | "hand"} Told a state, or what stands beside it */

/** @param {Told} state */
export const stateWords = (state) => text(`state.${state}`);

/** @param {import("../protocol/messages.js").Cue} cue */
export const cueWords = (cue) => text(`cue.${cue}`);

/** @param {import("../protocol/messages.js").Alert} alert */
export const alertWords = (alert) => text(`alert.${alert}`);

/** @type {Record<import("../protocol/messages.js").State | "offline" | "lost" | "hand", string>} */
export const STATE_WORDS = {
  focused: "Focused",
  neutral: "Neutral",
  confused: "Possibly confused",
  drowsy: "Drowsy",
  away: "Looking away",
  down: "Looking down",
  absent: "Away from camera",
  unknown: "Not measurable",
  calibrating: "Getting ready",
  paused: "Camera paused",
  self: "Without camera",
  present: "Present",
  offline: "Offline",
  lost: "Says: I’m lost",
  hand: "Hand raised",
};

/** @type {Record<import("../protocol/messages.js").Cue, string>} */
export const CUE_WORDS = {
  brow_lowered: "brows drawn together",
  head_tilted: "head tilted",
  no_smile: "no smile",
  gaze_centred: "eyes on the screen",
  eyes_closed: "eyes closed",
  yawn: "yawning",
  gaze_left: "looking left",
  gaze_right: "looking right",
  gaze_up: "looking up",
  gaze_down: "looking down",
  face_small: "face too far from the camera",
  face_cut: "face partly outside the picture",
  low_light: "too little light",
};

/** @type {Record<import("../protocol/messages.js").Alert, string>} */
export const ALERT_WORDS = {
  no_face: "No face in the picture",
  multiple_faces: "More than one face",
  gaze_away: "Looking away for long",
  static_image: "The picture has not moved",
};
