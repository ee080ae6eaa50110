/**
 * @file Recording: reads landmark recordings, gzipped JSON lines, one frame at a time. Twin of recording.py.
 *
 * First line: {"format": "readroom-landmarks", "version": 1, "width", "height", "source"}.
 * Then a line a frame: {"t_s", "faces": [[[x, y, z], ... 478], ...], "luma": 0..255 or null}.
 */

import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { loadParameters } from "../../signals/contract/parameter_file.js";
import { Parameters } from "../../signals/contract/parameters.js";

/** @typedef {import("../../signals/face/frame.js").Frame} Frame */
/** @typedef {{width: number, height: number}} Size */

export const FORMAT = "readroom-landmarks";
export const VERSION = 1;

const PARAMETERS = new Parameters(loadParameters());
const LANDMARK_COUNT = PARAMETERS.number("landmark_count");
const SIDE_MAX_PX = PARAMETERS.number("image_side_max_px");
const LUMA_MAX = PARAMETERS.number("luma_max");
const TIME_MAX_S = PARAMETERS.number("recording_time_max_s");
const TIME_ERROR_S = PARAMETERS.number("recording_time_error_s");
const LINE_MAX_BYTES = PARAMETERS.number("recording_line_max_bytes");
const GZIP_MAGIC = [0x1f, 0x8b];
const LINE_BREAK = 10;

/** Raised where a recording cannot be read on; says the file, the line, and what was expected. */
export class RecordingError extends Error {
  /** @override */
  name = "RecordingError";

  /**
   * Take also how many frames could be read, and the time of the last.
   * @param {string} message
   * @param {number} frames
   * @param {number} untilS
   */
  constructor(message, frames, untilS) {
    super(message);
    this.frames = frames;
    this.untilS = untilS;
  }
}

/**
 * Yield the frames of a recording as Pipeline.update takes them.
 *
 * Throws RecordingError at the first bad line, and a system error where there is no file to read.
 * @param {string} path
 * @returns {AsyncGenerator<Frame>}
 */
export async function* readRecording(path) {
  let frames = 0;
  let untilS = 0;
  try {
    for await (const frame of framesOf(path)) {
      frames += 1;
      untilS = frame.t_s;
      yield frame;
    }
  } catch (wrong) {
    if (!(wrong instanceof LineError)) throw wrong;
    throw new RecordingError(`${path}: line ${wrong.number}: ${wrong.message}`, frames, untilS);
  }
}

/** Keeps the first frame of each 1/fps of a second; of none where fps is null, all. */
export class Thinner {
  #fps;
  #slot = -1;

  /** @param {number | null} fps */
  constructor(fps) {
    this.#fps = fps;
  }

  /**
   * Tell whether the frame at this time is kept.
   * @param {number} tS
   * @returns {boolean}
   */
  keeps(tS) {
    if (this.#fps === null) return true;
    const slot = Math.floor((tS + TIME_ERROR_S) * this.#fps);
    const isNew = slot > this.#slot;
    this.#slot = Math.max(slot, this.#slot);
    return isNew;
  }
}

/** What was wrong with one line; its number becomes known where lines are counted. */
class LineError extends Error {
  number = 1;
}

/**
 * @param {string} path
 * @returns {AsyncGenerator<Frame>}
 */
async function* framesOf(path) {
  /** @type {Size | null} */
  let size = null;
  for await (const { number, line } of numberedLines(path)) {
    try {
      const parsed = parse(line);
      if (size === null) size = readHeader(parsed);
      else yield readFrame(parsed, size);
    } catch (wrong) {
      throw wrong instanceof LineError ? at(number, wrong.message) : wrong;
    }
  }
  if (size === null) throw new LineError("the recording is empty; expected a header");
}

/**
 * @param {number} number
 * @param {string} wrong
 */
function at(number, wrong) {
  const error = new LineError(wrong);
  error.number = number;
  return error;
}

/**
 * @param {any} parsed
 * @returns {Size}
 */
function readHeader(parsed) {
  if (parsed?.format !== FORMAT) {
    throw new LineError(`not a recording; expected a header with "format": "${FORMAT}"`);
  }
  if (parsed.version !== VERSION) throw new LineError(`unknown version; expected ${VERSION}`);
  for (const side of ["width", "height"]) {
    if (!isBetween(parsed[side], 0, SIDE_MAX_PX) || parsed[side] === 0) {
      throw new LineError(`bad ${side}; expected a number over 0 and up to ${SIDE_MAX_PX}`);
    }
  }
  if (typeof parsed.source !== "string") throw new LineError("bad source; expected text");
  return { width: parsed.width, height: parsed.height };
}

/**
 * @param {any} parsed
 * @param {Size} size
 * @returns {Frame}
 */
function readFrame(parsed, size) {
  if (parsed === null || typeof parsed !== "object" || Array.isArray(parsed)) {
    throw new LineError("not a frame; expected an object with t_s, faces and luma");
  }
  const { t_s, faces, luma } = parsed;
  if (!isBetween(t_s, 0, TIME_MAX_S)) {
    throw new LineError(`bad t_s; expected a number from 0 to ${TIME_MAX_S}`);
  }
  if (!Array.isArray(faces)) throw new LineError("bad faces; expected a list");
  const bad = faces.findIndex((face) => !isFace(face)) + 1;
  if (bad > 0) {
    throw new LineError(`bad face ${bad}; expected ${LANDMARK_COUNT} landmarks of three finite numbers`);
  }
  if (luma !== null && !isBetween(luma, 0, LUMA_MAX)) {
    throw new LineError(`bad luma; expected a number from 0 to ${LUMA_MAX}, or null`);
  }
  return { t_s, ...size, faces, luma };
}

/**
 * @param {unknown} value
 * @param {number} low
 * @param {number} high
 */
function isBetween(value, low, high) {
  return typeof value === "number" && low <= value && value <= high;
}

/** @param {unknown} face */
function isFace(face) {
  return (
    Array.isArray(face) &&
    face.length === LANDMARK_COUNT &&
    face.every((row) => Array.isArray(row) && row.length === 3 && row.every(Number.isFinite))
  );
}

/**
 * @param {Uint8Array} line
 * @returns {unknown}
 */
function parse(line) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line));
  } catch {
    throw new LineError("not valid JSON");
  }
}

/**
 * Yield the lines that are not blank, counted from 1; the last may end without a line break.
 * @param {string} path
 * @returns {AsyncGenerator<{number: number, line: Buffer}>}
 */
async function* numberedLines(path) {
  let number = 1;
  let rest = Buffer.alloc(0);
  try {
    for await (const block of plainBlocks(path)) {
      rest = Buffer.concat([rest, block]);
      for (let end = rest.indexOf(LINE_BREAK); end >= 0; end = rest.indexOf(LINE_BREAK)) {
        const line = rest.subarray(0, end);
        rest = rest.subarray(end + 1);
        if (!isBlank(line)) yield { number, line };
        number += 1;
      }
      if (rest.length > LINE_MAX_BYTES) {
        throw at(number, `the line is too long; expected up to ${LINE_MAX_BYTES} bytes`);
      }
    }
  } catch (error) {
    throw explained(error, number);
  }
  if (!isBlank(rest)) yield { number, line: rest };
}

/** @param {Buffer} line */
function isBlank(line) {
  return line.toString("latin1").trim() === "";
}

/**
 * @param {unknown} error
 * @param {number} number
 */
function explained(error, number) {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "Z_BUF_ERROR") return at(number, "the file is cut short here");
  if (code === "Z_DATA_ERROR") return at(number, "the compressed data is damaged from here on");
  return error;
}

/**
 * @param {string} path
 * @returns {AsyncGenerator<Buffer>}
 */
async function* plainBlocks(path) {
  const file = await open(path);
  try {
    const magic = Buffer.alloc(GZIP_MAGIC.length);
    await file.read(magic, 0, magic.length, 0);
    const blocks = file.createReadStream({ start: 0, autoClose: false });
    yield* magic.equals(Buffer.from(GZIP_MAGIC)) ? inflate(blocks) : blocks;
  } finally {
    await file.close();
  }
}

/**
 * @param {import("node:fs").ReadStream} blocks
 * @returns {AsyncIterable<Buffer>}
 */
function inflate(blocks) {
  blocks.on("error", (error) => inflater.destroy(error));
  const inflater = createGunzip();
  return blocks.pipe(inflater);
}
