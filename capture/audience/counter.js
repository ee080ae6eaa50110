/**
 * @file Inside the worker: asks the page for one picture at a time, counts its heads, and lets only numbers out.
 * Each picture is judged by itself; what finds the faces is given to it.
 */

import { outside } from "../../signals/audience/areas.js";
import { count, SteadyCount } from "../../signals/audience/counting.js";
import { HeadDirection } from "../../signals/audience/direction.js";
import { Merging } from "../../signals/audience/merging.js";
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
 * @param {(withHeads: boolean) => Promise<Finder>} openFinder
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
        counter = new Counter(port, await openFinder(data.told === "direction"), data);
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
    this.head = new Square(this.direction.cropPx);
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
    /** @type {Direction[]} */
    const directions = [];
    for (const box of boxes) directions.push(await this.#direction(picture, box));
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
      for (const [x, y, width, height] of await this.finder.faces(this.tile.cut(picture, left, top, side)))
        found.push([[left + x * side, top + y * side, width * side, height * side], tile]);
    }
    return this.merging.merge(found);
  }

  /**
   * @param {OffscreenCanvas} picture
   * @param {Box} box
   * @returns {Promise<Direction>}
   */
  async #direction(picture, box) {
    const crop = this.told === "direction" ? this.direction.crop(box) : null;
    if (crop === null) return "unclear";
    const landmarks = await this.finder.head(this.head.cut(picture, ...crop));
    return this.direction.read(landmarks, crop[2], picture.width, picture.height);
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

/** A canvas onto which squares of a picture are drawn, black where they go beyond it. */
class Square {
  /** @param {number} side */
  constructor(side) {
    this.canvas = new OffscreenCanvas(side, side);
    this.context = contextOf(this.canvas);
  }

  /**
   * @param {OffscreenCanvas} picture
   * @param {number} left
   * @param {number} top
   * @param {number} side
   */
  cut(picture, left, top, side) {
    const { width, height } = this.canvas;
    this.context.fillRect(0, 0, width, height);
    this.context.drawImage(picture, left, top, side, side, 0, 0, width, height);
    return this.canvas;
  }
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
