/** @file What can stand in a student's way: each trouble's own words, and the way on. */

/** @typedef {import("./sight.js").SightTrouble} SightTrouble */
/** @typedef {SightTrouble | "relay-away" | "no-teacher" | "refused-by-relay" | "code" | "closed" | "replaced"} Trouble */
/** @typedef {"retry-camera" | "go-on-without" | "rejoin"} WayOn */
/** @typedef {{text: string, ways: WayOn[]}} TroubleWords */

/** @type {Record<WayOn, string>} */
export const WAY_WORDS = {
  "retry-camera": "Try the camera again",
  "go-on-without": "Go on without camera",
  rejoin: "Join again here",
};

/** @type {WayOn[]} */
const CAMERA_WAYS = ["retry-camera", "go-on-without"];

/** @type {Record<Trouble, TroubleWords>} */
export const TROUBLE_WORDS = {
  insecure: {
    text: "A browser opens the camera only on a page that begins with https. Ask your teacher for the https link; the buttons below work without it.",
    ways: ["go-on-without"],
  },
  refused: {
    text: "The camera was not allowed. You can allow it in the address bar and try again. Your buttons work either way.",
    ways: CAMERA_WAYS,
  },
  missing: {
    text: "No camera was found. Plug one in and try again. Your buttons work either way.",
    ways: CAMERA_WAYS,
  },
  busy: {
    text: "The camera does not start; another program may be using it. Close that program and try again.",
    ways: CAMERA_WAYS,
  },
  unplugged: {
    text: "The camera was unplugged or switched off. Your teacher sees “not measurable”, no alert. Plug it in and try again.",
    ways: CAMERA_WAYS,
  },
  webgl: {
    text: "Face labels need WebGL, which this browser does not offer. Another browser may; your buttons work without it.",
    ways: CAMERA_WAYS,
  },
  worker: {
    text: "The face labels stopped working. Your teacher sees “not measurable”, no alert. Your buttons go on working.",
    ways: CAMERA_WAYS,
  },
  slow: {
    text: "The face model is still loading; on a slow network this takes a while. You can wait, or go on without it.",
    ways: CAMERA_WAYS,
  },
  hung: {
    text: "The face labels have not answered for 30 seconds. Your teacher sees “not measurable”, no alert. You can wait, or try again.",
    ways: CAMERA_WAYS,
  },
  "relay-away": {
    text: "The connection to the lesson is interrupted. This page keeps trying; what you press is kept and sent then.",
    ways: [],
  },
  "refused-by-relay": { text: "", ways: ["rejoin"] },
  code: { text: "", ways: [] },
  "no-teacher": {
    text: "Your teacher is not here yet. Nothing is sent until then; you can get ready or just wait.",
    ways: [],
  },
  closed: { text: "Your teacher has closed this room. Camera and face labels are off.", ways: ["rejoin"] },
  replaced: {
    text: "You opened this lesson a second time, and it goes on there. Camera and face labels are off here.",
    ways: ["rejoin"],
  },
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
