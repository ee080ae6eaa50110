/** @file The parameter file that is shipped beside this module, for Node. Twin of parameter_file.py. */

import { readFileSync } from "node:fs";

/**
 * Return parameters.json, parsed: name -> {value, unit, why}.
 * @returns {Record<string, any>}
 */
export function loadParameters() {
  return JSON.parse(readFileSync(new URL("../parameters.json", import.meta.url), "utf8"));
}
