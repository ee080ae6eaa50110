/**
 * @file Reasons: why a face is not told, one list, and what of it a teacher may know. Twin of reasons.py.
 *
 * The reason itself, with what to do about it, is for the student's own page. A report that leaves the device says
 * at most its group: what to mend is the light, the camera or the face's place in the picture. What is about the
 * student and not about the picture has no group.
 */

/** @typedef {"light" | "camera" | "face"} Group */
/** @typedef {keyof typeof GROUP_OF} Reason */

/** @type {readonly Group[]} */
export const GROUPS = ["light", "camera", "face"];

/** @satisfies {Readonly<Record<string, Group | null>>} */
export const GROUP_OF = Object.freeze({
  low_light: "light",
  face_small: "face",
  face_cut: "face",
  poor_fit: "face",
  camera_low: "camera",
  camera_high: "camera",
  camera_beside: "camera",
  camera_sideways: "camera",
  static_image: "camera",
  eyes_shut: null,
  no_eyes: null,
  gaze_unsteady: null,
});

/** @type {Map<string, Group | null>} */
const BY_REASON = new Map(Object.entries(GROUP_OF));

/**
 * Return the cues of a state that is `unknown` for this reason: its group, where it has one.
 * @param {string | null} reason
 * @returns {Group[]}
 */
export function groupCues(reason) {
  const group = BY_REASON.get(reason ?? "") ?? null;
  return group === null ? [] : [group];
}
