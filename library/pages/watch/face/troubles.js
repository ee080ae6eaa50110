/** @file Camera troubles on the watch page, in words: the lesson plays on whatever the camera does. */

/** @typedef {import("../../../../capture/face_tracker.js").TrackerTrouble} TrackerTrouble */

export const TROUBLES = /** @type {const} */ ([
  ...["insecure", "refused", "missing", "busy", "unplugged"],
  ...["asking", "no_picture", "slow", "not_here"],
]);

/** @typedef {typeof TROUBLES[number]} Told */

/** @type {Partial<Record<TrackerTrouble, Told>>} */
const TOLD = {
  insecure: "insecure",
  refused: "refused",
  missing: "missing",
  busy: "busy",
  unplugged: "unplugged",
  asking: "asking",
  "no-picture": "no_picture",
  slow: "slow",
  hung: "slow",
};

/**
 * @param {TrackerTrouble} trouble
 * @returns {Told} what this browser cannot do has one sentence
 */
export const told = (trouble) => TOLD[trouble] ?? "not_here";
