/** @file Replay: what the pipeline says of a recording, one JSON line a change. Twin of replay.py. */

import { parseArgs } from "node:util";
import { loadParameters } from "../../signals/contract/parameter_file.js";
import { SENSITIVITIES } from "../../signals/contract/parameters.js";
import { Pipeline } from "../../signals/pipeline.js";
import { RecordingError, readRecording, Thinner } from "../recordings/recording.js";

const USAGE_ERROR = 2;
const USAGE = "usage: node signals/replay.js [--proctoring] [--rule RULE] [--fps FPS] FILE";

/** @typedef {import("../../signals/contract/report.js").Report} Report */
/** @typedef {{file: string, fps: number | null, settings: {proctoring: boolean, sensitivity: string}}} Options */

/**
 * Return seconds with three decimals, half a millisecond rounded up in every language.
 * @param {number} tS
 * @returns {string}
 */
export function formatTime(tS) {
  const ms = Math.floor(tS * 1000 + 0.5);
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, "0")}`;
}

/**
 * Return one output line.
 * @param {number} tS
 * @param {import("../../signals/contract/report.js").Report} report
 * @returns {string}
 */
export function formatLine(tS, { state, cues, alerts }) {
  const list = (/** @type {string[]} */ words) => `[${words.map((word) => `"${word}"`).join(", ")}]`;
  return `{"t_s": ${formatTime(tS)}, "state": "${state}", "cues": ${list(cues)}, "alerts": ${list(alerts)}}`;
}

/**
 * Return what could be read of a recording that cannot be read on.
 * @param {string} path
 * @param {RecordingError} error
 * @returns {string}
 */
export function formatReadable(path, error) {
  const frames = error.frames === 1 ? "1 frame" : `${error.frames} frames`;
  return `${path}: readable before that: ${frames}, up to ${formatTime(error.untilS)} s`;
}

/** Picks the reports that say something new. */
export class Changes {
  #before = "";

  /**
   * Tell whether state, cues or alerts differ from the report before.
   * @param {Report} report
   * @returns {boolean}
   */
  notes({ state, cues, alerts }) {
    const label = JSON.stringify([state, cues, alerts]);
    const isNew = label !== this.#before;
    this.#before = label;
    return isNew;
  }
}

/**
 * Yield a line for the first frame, and whenever a frame's labels differ from those before.
 *
 * At most `fps` frames a second are taken; all, where it is null.
 * @param {string} path
 * @param {Record<string, unknown>} settings
 * @param {number | null} [fps]
 * @returns {AsyncGenerator<string>}
 */
export async function* replay(path, settings, fps = null) {
  const pipeline = new Pipeline(loadParameters(), settings);
  const thinner = new Thinner(fps);
  const changes = new Changes();
  for await (const frame of readRecording(path)) {
    if (!thinner.keeps(frame.t_s)) continue;
    const report = pipeline.update(frame);
    if (changes.notes(report)) yield formatLine(frame.t_s, report);
  }
}

/**
 * Print the lines of the recording that the arguments name; return the exit status.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function main(args) {
  const options = readArguments(args);
  if (options === null) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  try {
    for await (const line of replay(options.file, options.settings, options.fps)) console.log(line);
    return 0;
  } catch (error) {
    return complain(options.file, error);
  }
}

/**
 * @param {string} file
 * @param {unknown} error
 */
function complain(file, error) {
  if (!(error instanceof RecordingError)) {
    console.error(`${file}: ${unreadable(error)}`);
    return USAGE_ERROR;
  }
  console.error(error.message);
  console.error(formatReadable(file, error));
  return 1;
}

/**
 * @param {string[]} args
 * @returns {Options | null}
 */
function readArguments(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        proctoring: { type: "boolean", default: false },
        rule: { type: "string", default: "strict" },
        fps: { type: "string" },
      },
      allowPositionals: true,
    });
    return checked(positionals, values.proctoring === true, values.rule, values.fps ?? null);
  } catch {
    return null;
  }
}

/**
 * @param {string[]} files
 * @param {boolean} proctoring
 * @param {string} sensitivity
 * @param {string | null} fps
 * @returns {Options | null}
 */
function checked([file, ...more], proctoring, sensitivity, fps) {
  const rate = fps === null ? null : Number(fps);
  const isRate = rate === null || (rate > 0 && rate < Infinity);
  if (file === undefined || more.length > 0 || !isRate || !SENSITIVITIES.some((name) => name === sensitivity))
    return null;
  return { file, fps: rate, settings: { proctoring, sensitivity } };
}

/** @param {unknown} error */
function unreadable(error) {
  if (!(error instanceof Error && "code" in error)) throw error;
  if (error.code === "ENOENT") return "there is no such file";
  return error.code === "EISDIR" ? "this is a folder" : "the file cannot be read";
}
