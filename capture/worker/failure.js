/** @file Failure: the error that says, by the name of its trouble, why the worker can find no face. */

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
