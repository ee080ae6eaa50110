/** @file The parts of the board that load after its first paint. */

import { Strip } from "./strip/strip.js";

/** @returns {import("./main.js").Part[]} */
export function newParts() {
  return [new Strip(document)];
}
