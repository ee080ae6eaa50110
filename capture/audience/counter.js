/**
 * @file Inside the worker: asks the page for one picture at a time, counts its heads, and lets only numbers out.
 * Each picture is judged by itself; what finds the faces is given to it.
 */

import { outside } from "../../signals/audience/areas.js";
import { count, SteadyCount } from "../../signals/audience/counting.js";
import { HeadDirection } from "../../signals/audience/direction.js";
import { Merging } from "../../signals/audience/merging.js";
import { Sheets } from "../../signals/audience/sheets.js";
import { Tiles } from "../../signals/audience/tiles.js";
import { Parameters } from "../../signals/contract/parameters.js";
import { isUnbearable, readbackError } from "../sources/readback.js";
import { Failure } from "../worker/failure.js";
import { FramePixels } from "../worker/frame_pixels.js";
import { Marks } from "./marks.js";

/** @typedef {import("./messages.js").StartMessage} StartMessage */
/** @typedef {import("./messages.js").FrameMessage} FrameMessage */
/** @typedef {import("./messages.js").AudiencePort} AudiencePort */
/** @typedef {import("./finder.js").Finder} Finder */
/** @typedef {import("../../signals/audience/merging.js").Box} Box */
/** @typedef {import("../../signals/audience/tiles.js").Tile} Tile */
/** @typedef {import("../../signals/audience/direction.js").Direction} Direction */

// The detector looks at this many pixels, whatever it is given.
const TILE_PX = 192;
/** Of the time, so that it is .6 of a core at most: the graphics process works beside, a quarter more than it takes in all. */
const MOST_SHARE = 0.48;
const NO_PICTURE_MS = 500;

/**
 * @param {AudiencePort} port the page
 * @param {(heads: number) => Promise<Finder>} openFinder
 */
export function countAudience(port, openFinder) {
  /** @type {Counter | null} */
  let counter = null;
  /** @type {import("./messages.js").Area[]} */
  let areas = [];
  port.addEventListener("message", async ({ data }) => {
    if (data.type === "areas") areas = data.areas;
    else if (data.type === "frame") await counter?.take(data, areas);
    else
      try {
        requireTruePictures();
        counter = new Counter(port, await openFinder(headsOf(data)), data);
        port.postMessage({ type: "ready" });
        port.postMessage({ type: "next" });
      } catch (error) {
        fail(port, error);
      }
  });
  port.postMessage({ type: "awake" });
}

class Counter {
  /**
   * @param {AudiencePort} port
   * @param {Finder} finder
   * @param {StartMessage} start
   */
  constructor(port, finder, { parameters, told, canvas }) {
    const read = new Parameters(parameters);
    this.port = port;
    this.finder = finder;
    this.told = told;
    this.tiles = new Tiles(read);
    this.merging = new Merging(read);
    this.direction = new HeadDirection(read);
    this.steady = new SteadyCount(read, told);
    this.marks = new Marks(canvas);
    this.pixels = new FramePixels();
    this.whole = new Whole();
    this.tile = new Square(TILE_PX);
    this.sheets = new Sheets(read);
    this.sheet = new Square(this.sheets.sidePx);
  }

  /**
   * Count one picture, then ask for the next: there is never more than one on the way.
   * @param {FrameMessage} frame
   * @param {import("./messages.js").Area[]} areas
   */
  async take({ picture }, areas) {
    const began = performance.now();
    let rest_ms = NO_PICTURE_MS;
    try {
      if (picture !== null) {
        const counts = await this.#count(picture, areas);
        const took_ms = performance.now() - began;
        this.port.postMessage({ type: "counted", counts, took_ms });
        rest_ms = Math.max(this.steady.everyS * 1000, took_ms / MOST_SHARE) - took_ms;
      }
    } catch (error) {
      return fail(this.port, error);
    } finally {
      picture?.close();
    }
    // The worker's timer, not the page's: a hidden page's timers are throttled, a worker's are not.
    setTimeout(() => this.port.postMessage({ type: "next" }), rest_ms);
  }

  /**
   * @param {ImageBitmap | VideoFrame} frame
   * @param {import("./messages.js").Area[]} areas
   */
  async #count(frame, areas) {
    const picture = this.whole.hold(await this.pixels.copy(frame));
    const boxes = outside(await this.#faces(picture), areas, picture.width, picture.height);
    const directions = await this.#directions(picture, boxes);
    this.marks.draw(boxes, this.told === "direction" ? directions : [], picture);
    this.whole.forget();
    return this.steady.update(count(directions));
  }

  /**
   * @param {OffscreenCanvas} picture
   * @returns {Promise<Box[]>}
   */
  async #faces(picture) {
    /** @type {[Box, Tile][]} */
    const found = [];
    for (const tile of this.tiles.cut(picture.width, picture.height)) {
      const [left, top, side] = tile;
      this.tile.clear();
      this.tile.draw(picture, tile, [0, 0], TILE_PX);
      for (const [x, y, width, height] of await this.finder.faces(this.tile.canvas))
        found.push([[left + x * side, top + y * side, width * side, height * side], tile]);
    }
    return this.merging.merge(found);
  }

  /**
   * @param {OffscreenCanvas} picture
   * @param {Box[]} boxes
   * @returns {Promise<Direction[]>}
   */
  async #directions(picture, boxes) {
    /** @type {Direction[]} */
    const told = boxes.map(() => "unclear");
    if (this.told !== "direction") return told;
    const large = boxes.flatMap((box, number) => {
      const crop = this.direction.crop(box);
      return crop === null ? [] : [{ number, crop }];
    });
    for (let first = 0; first < large.length; first += this.sheets.heads) {
      const part = large.slice(first, first + this.sheets.heads);
      const found = this.sheets.shareOut(...(await this.#read(picture, part)));
      for (const [index, { number, crop }] of part.entries())
        told[number] = this.direction.read(
          found[index] ?? new Float64Array(0),
          crop[2],
          picture.width,
          picture.height,
        );
    }
    return told;
  }

  /**
   * @param {OffscreenCanvas} picture
   * @param {{crop: Tile}[]} part
   */
  #read(picture, part) {
    this.sheet.clear();
    for (const [index, { crop }] of part.entries())
      this.sheet.draw(picture, crop, this.sheets.place(index), this.sheets.cropPx);
    return this.finder.heads(this.sheet.canvas);
  }
}

/** @param {OffscreenCanvas} canvas */
function contextOf(canvas) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Failure("browser", "no canvas in the worker");
  return context;
}

/** The one picture that is being counted, as pixels: a camera's frame is converted anew for each part that is drawn. */
class Whole {
  constructor() {
    this.canvas = new OffscreenCanvas(1, 1);
    this.context = contextOf(this.canvas);
  }

  /** @param {ImageBitmap | ImageData} picture */
  hold(picture) {
    const { width, height } = picture;
    Object.assign(this.canvas, { width, height });
    if ("data" in picture) this.context.putImageData(picture, 0, 0);
    else this.context.drawImage(picture, 0, 0);
    return this.canvas;
  }

  forget() {
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }
}

/** A square canvas onto which squares of a picture are drawn, black where they go beyond it. */
class Square {
  /** @param {number} side */
  constructor(side) {
    this.canvas = new OffscreenCanvas(side, side);
    this.context = contextOf(this.canvas);
  }

  clear() {
    this.context.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /**
   * @param {OffscreenCanvas} picture
   * @param {Tile} square of the picture
   * @param {[x: number, y: number]} place on this canvas
   * @param {number} size there
   */
  draw(picture, [left, top, side], [x, y], size) {
    this.context.drawImage(picture, left, top, side, side, x, y, size, size);
  }
}

/**
 * Return how many heads FaceMesh is asked for at once, none where directions are not told.
 * @param {StartMessage} start
 */
function headsOf({ parameters, told }) {
  return told === "direction" ? new Sheets(new Parameters(parameters)).heads : 0;
}

/** @throws {Failure} where this browser does not let a script see what the camera sees */
function requireTruePictures() {
  const error = readbackError();
  if (isUnbearable(error))
    throw new Failure("noise", `pictures are read back wrong by ${error.toFixed(1)} of 255`);
}

/**
 * @param {AudiencePort} port
 * @param {unknown} error
 */
function fail(port, error) {
  const trouble = error instanceof Failure ? error.trouble : "worker";
  port.postMessage({
    type: "failed",
    trouble,
    message: error instanceof Error ? error.message : String(error),
  });
}
