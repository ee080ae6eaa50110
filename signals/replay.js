/** @file Replay: prints what the pipeline says of a recording, one JSON line a change. Twin of replay.py. */

import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { loadParameters } from "./parameter_file.js";
import { Pipeline } from "./pipeline.js";
import { RecordingError, readRecording } from "./recording.js";

export const USAGE_ERROR = 2;

const USAGE = "usage: node signals/replay.js [--proctoring] FILE";

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
 * @param {import("./report.js").Report} report
 * @returns {string}
 */
export function formatLine(tS, { state, cues, alerts }) {
  const list = (/** @type {string[]} */ words) => `[${words.map((word) => `"${word}"`).join(", ")}]`;
  return `{"t_s": ${formatTime(tS)}, "state": "${state}", "cues": ${list(cues)}, "alerts": ${list(alerts)}}`;
}

/**
 * Yield a line for the first frame, and whenever state, cues or alerts differ from the frame before.
 * @param {string} path
 * @param {Record<string, unknown>} settings
 * @returns {AsyncGenerator<string>}
 */
export async function* replay(path, settings) {
  const pipeline = new Pipeline(loadParameters(), settings);
  let before = "";
  for await (const frame of readRecording(path)) {
    const report = pipeline.update(frame);
    const label = JSON.stringify([report.state, report.cues, report.alerts]);
    if (label !== before) yield formatLine(frame.t_s, report);
    before = label;
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
    for await (const line of replay(options.file, { proctoring: options.proctoring })) console.log(line);
    return 0;
  } catch (error) {
    if (error instanceof RecordingError) console.error(error.message);
    else console.error(`${options.file}: ${unreadable(error)}`);
    return error instanceof RecordingError ? 1 : USAGE_ERROR;
  }
}

/**
 * @param {string[]} args
 * @returns {{file: string, proctoring: boolean} | null}
 */
function readArguments(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { proctoring: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? null : { file, proctoring: values.proctoring === true };
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function unreadable(error) {
  if (!(error instanceof Error && "code" in error)) throw error;
  if (error.code === "ENOENT") return "there is no such file";
  return error.code === "EISDIR" ? "this is a folder" : "the file cannot be read";
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  // Whoever read the lines has seen enough.
  process.stdout.on("error", () => process.exit(0));
  process.exitCode = await main(process.argv.slice(2));
}
