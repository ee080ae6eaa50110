/** @file Troubles: what can stand in a student's way, and the ways on from each. */

/** @typedef {import("../../capture/face_tracker.js").TrackerTrouble} TrackerTrouble */
/** @typedef {TrackerTrouble | "camera-waits" | "relay-away" | "line-blocked" | "line-cut" | "no-teacher" | "lowered-hand" | "lowered-lost" | "closed" | "replaced" | "moved"} Spoken with words of their own */
/** @typedef {Spoken | "refused-by-relay" | "code"} Trouble */
/** @typedef {"retry-camera" | "go-on-without" | "load-again" | "rejoin" | "take-back" | "use-phone"} WayOn */

/** @type {WayOn[]} */
const CAMERA_WAYS = ["retry-camera", "go-on-without"];
/** Where another program may hold the camera, or there is none, a phone has one of its own.
 * @type {WayOn[]} */
const PHONE_WAYS = ["retry-camera", "use-phone", "go-on-without"];

/** @type {Record<Trouble, WayOn[]>} */
export const WAYS_ON = {
  insecure: ["go-on-without"],
  refused: CAMERA_WAYS,
  missing: PHONE_WAYS,
  busy: PHONE_WAYS,
  unplugged: CAMERA_WAYS,
  browser: ["go-on-without"],
  unloaded: CAMERA_WAYS,
  webgl: CAMERA_WAYS,
  noise: CAMERA_WAYS,
  worker: CAMERA_WAYS,
  asking: ["go-on-without"],
  "no-picture": PHONE_WAYS,
  slow: CAMERA_WAYS,
  hung: CAMERA_WAYS,
  "camera-waits": ["load-again", "go-on-without"],
  "relay-away": [],
  "line-blocked": [],
  "line-cut": [],
  "refused-by-relay": ["rejoin"],
  code: [],
  "no-teacher": [],
  "lowered-hand": [],
  "lowered-lost": [],
  closed: [],
  replaced: ["rejoin"],
  moved: ["take-back"],
};

/** @type {TrackerTrouble[]} */
export const TRACKER_TROUBLES = [
  "insecure",
  "refused",
  "missing",
  "busy",
  "unplugged",
  "browser",
  "unloaded",
  "webgl",
  "noise",
  "worker",
  "asking",
  "no-picture",
  "slow",
  "hung",
];
/** Troubles after which no camera was ever on: the student takes part without one.
 * @type {TrackerTrouble[]} */
export const NEVER_ON = ["insecure", "refused", "missing", "busy", "browser"];

/** Troubles that may end by themselves: camera and worker stay on.
 * @type {TrackerTrouble[]} */
export const MAY_COME_BACK = ["asking", "no-picture", "slow", "hung"];
