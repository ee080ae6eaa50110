/** @file Failure: why the worker can find no face, by the name of the trouble that the page then shows. */

/** @typedef {import("./messages.js").WorkerTrouble} WorkerTrouble */

/** Raised in the worker where no label could be true; the message is for a developer. */
export class Failure extends Error {
  /**
   * @param {WorkerTrouble} trouble
   * @param {string} message
   */
  constructor(trouble, message) {
    super(message);
    this.trouble = trouble;
  }
}
