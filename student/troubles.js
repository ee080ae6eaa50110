/** @file What can stand in a student's way, and the ways on. */

/** @typedef {import("./sight.js").SightTrouble} SightTrouble */
/** @typedef {SightTrouble | "part-away" | "relay-away" | "line-blocked" | "line-cut" | "no-teacher" | "closed" | "replaced"} Spoken troubles with words of their own */
/** @typedef {Spoken | "refused-by-relay" | "code"} Trouble */
/** @typedef {"retry-camera" | "go-on-without" | "load-again" | "rejoin"} WayOn */

/** @type {WayOn[]} */
const CAMERA_WAYS = ["retry-camera", "go-on-without"];

/** @type {Record<Trouble, WayOn[]>} */
export const WAYS_ON = {
  insecure: ["go-on-without"],
  refused: CAMERA_WAYS,
  missing: CAMERA_WAYS,
  busy: CAMERA_WAYS,
  unplugged: CAMERA_WAYS,
  webgl: CAMERA_WAYS,
  worker: CAMERA_WAYS,
  slow: CAMERA_WAYS,
  hung: CAMERA_WAYS,
  "part-away": ["load-again", "go-on-without"],
  "relay-away": [],
  "line-blocked": [],
  "line-cut": [],
  "refused-by-relay": ["rejoin"],
  code: [],
  "no-teacher": [],
  closed: ["rejoin"],
  replaced: ["rejoin"],
};

/** @type {SightTrouble[]} */
export const SIGHT_TROUBLES = [
  "insecure",
  "refused",
  "missing",
  "busy",
  "unplugged",
  "webgl",
  "worker",
  "slow",
  "hung",
];
/** Troubles after which no camera was ever on: the student takes part without one.
 * @type {SightTrouble[]} */
export const NEVER_ON = ["insecure", "refused", "missing", "busy"];

/** Troubles that may end by themselves: camera and worker stay on.
 * @type {SightTrouble[]} */
export const MAY_COME_BACK = ["slow", "hung"];
