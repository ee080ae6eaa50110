/**
 * @file Holds the pages' scripts to the floor of browsers in look/arrival.js: `node tools/floor/check.js`. What a script
 * uses, TypeScript tells by its types; since which version a browser has it, MDN's browser-compat-data tells.
 */

import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { isWithin, supportOf } from "./compatibility.js";
import { featuresOf } from "./features.js";
import { filesOf } from "./files.js";

/** @typedef {{chrome: string, firefox: string, safari: string, has?: string[]}} Floor the oldest version of each browser */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** @type {Record<string, "chrome" | "firefox" | "safari">} each browser of the data, by whose version counts for it */
const BROWSERS = { chrome: "chrome", firefox: "firefox", safari: "safari", safari_ios: "safari" };

/** What each floor's pages load: a part that another floor names is that one's. */
const ENTRIES = {
  arrival: ["look/arrival.js"],
  student: [
    "student/main.js",
    "library/pages/courses/courses.js",
    "library/pages/courses/course.js",
    "library/pages/watch/watch.js",
  ],
  labels: [
    "student/camera/camera_side.js",
    "library/pages/watch/face/face_side.js",
    "capture/worker/face_worker.js",
  ],
  teacher: [
    "library/pages/manage/manage.js",
    "library/pages/edit/edit.js",
    ...["teacher/start/start.js", "teacher/board/main.js", "teacher/report/report.js"],
    "teacher/projector/projector.js",
  ],
};

/** What a floor needs besides the names in its scripts. */
const NEEDED = {
  arrival: [],
  student: [],
  labels: ["javascript.operators.import.worker_support", "api.OffscreenCanvas.getContext.webgl2_context"],
  teacher: [],
};

/** What is used only where the browser has it, and why it may be. */
const OPTIONAL = [
  "api.Notification", // teacher/board/hint/notifications.js looks first: an iPhone has it since 16.4
  "api.DecompressionStream", // library/pages/exchange/zip.js looks first: Safari has it since 16.4
  "api.VideoFrame", // capture/sources/frame_grab.js looks first, and takes a bitmap
  "api.HTMLDialogElement", // student/ending/leaving.js looks first, and does not ask
  "api.HTMLVideoElement.requestVideoFrameCallback", // teacher/review/recording.js looks first: Firefox has it since 132
];

/** @returns {Record<keyof typeof ENTRIES, Floor>} */
export function readFloors() {
  const [, literal] =
    /var FLOORS = (\{.*?\n {2}\});/s.exec(readFileSync(`${ROOT}/look/arrival.js`, "utf-8")) ?? [];
  if (literal === undefined) throw new Error("look/arrival.js has no FLOORS.");
  return runInNewContext(`(${literal})`);
}

/**
 * @param {ts.Program} program
 * @param {keyof typeof ENTRIES} name
 * @param {Floor} floor
 * @returns {{used: number, missing: string[]}} how many features were found, and a line for each that a browser lacks
 */
export function check(program, name, floor) {
  const others = Object.entries(ENTRIES).flatMap(([other, files]) => (other === name ? [] : files));
  const found = filesOf(program, ROOT, ENTRIES[name], others).flatMap((file) => featuresOf(program, file));
  const named = NEEDED[name].map((path) => ({ path, where: "the floor's own needs" }));
  const missing = [...found, ...named]
    .filter(({ path }) => !OPTIONAL.some((optional) => path.startsWith(optional)))
    .flatMap(({ path, where }) => lacking(path, floor).map((words) => `${where}: ${words} (floor ${name})`));
  return { used: new Set(found.map(({ path }) => path)).size, missing: [...new Set(missing)] };
}

/**
 * @param {string} path of a feature in the data, such as `javascript.builtins.Array.at`
 * @param {Floor} floor
 * @returns {string[]} a line for each browser that has it only later, or not
 */
function lacking(path, floor) {
  return Object.entries(BROWSERS).flatMap(([browser, family]) => {
    const oldest = floor[family];
    const since = supportOf(path, browser);
    return isWithin(since, oldest)
      ? []
      : [`${path} is in ${browser} ${since ?? "not at all"}, not in ${oldest}`];
  });
}

/** @param {string[]} files besides those that tsconfig.json includes */
export function readProgram(files = []) {
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const product = fileNames.filter((file) => !relative(ROOT, file).startsWith("tests"));
  const program = ts.createProgram([...product, ...files], options);
  program.getTypeChecker(); // from here on its nodes know their parents
  return program;
}

function main() {
  const program = readProgram();
  const floors = readFloors();
  const names = /** @type {(keyof typeof ENTRIES)[]} */ (Object.keys(ENTRIES));
  const results = names.map((name) => ({ name, ...check(program, name, floors[name]) }));
  for (const line of results.flatMap(({ missing }) => missing)) console.error(line);
  for (const { name, used } of results) {
    const { chrome, firefox, safari } = floors[name];
    console.log(
      `${name}: ${used} features, held to Chrome ${chrome}, Firefox ${firefox} and Safari ${safari}`,
    );
  }
  if (results.some(({ missing }) => missing.length > 0)) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
