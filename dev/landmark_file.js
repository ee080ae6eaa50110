/** @file Landmark file: writes a recording in memory; offline/recordings/recording.js says what is in a line. */

/** @typedef {import("../signals/face/frame.js").Frame} Frame */

// As in offline/recordings/recording.js, which reads files and so runs in Node alone; held equal by test.
const FORMAT = "readroom-landmarks";
const VERSION = 1;

export class LandmarkFile {
  /** @param {string} source where the pictures came from */
  constructor(source) {
    const gzip = new CompressionStream("gzip");
    this.source = source;
    this.writer = gzip.writable.getWriter();
    this.content = new Response(gzip.readable).blob();
    this.frames = 0;
    /** @type {Promise<void> | null} */
    this.ending = null;
    /** @type {{width: number, height: number} | null} */
    this.size = null;
  }

  /**
   * @param {Frame} frame
   * @returns {boolean} whether it has the size of those before: one recording has one
   */
  fits({ width, height }) {
    return this.size === null || (this.size.width === width && this.size.height === height);
  }

  /** @param {Frame} frame */
  add({ t_s, width, height, faces, luma }) {
    if (this.size === null) {
      this.size = { width, height };
      this.#write({ format: FORMAT, version: VERSION, width, height, source: this.source });
    }
    this.#write({ t_s, faces, luma });
    this.frames += 1;
  }

  /**
   * End the file: nothing can be added any more, and what there is can be had again and again.
   * @returns {Promise<Blob>}
   */
  finish() {
    this.ending ??= this.writer.close();
    return this.content;
  }

  /** @param {object} line */
  #write(line) {
    this.writer.write(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
  }
}
