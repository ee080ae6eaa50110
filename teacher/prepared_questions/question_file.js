/** @file Question file: the questions in a file's bytes, whichever of the two formats they are in. */

import { readJson } from "./json_format.js";
import { MOST_PREPARED, QuestionFileError } from "./prepared.js";
import { readText } from "./text_format.js";

const BYTE_ORDER_MARK = /^\ufeff/;
/** A list or an object; a question that begins with a bracket goes on otherwise. */
const JSON_BEGINS = /^\s*(?:\{\s*["}]|\[\s*[{\]])/;

/**
 * @param {ArrayBuffer} bytes
 * @returns {import("./prepared.js").Prepared[]}
 * @throws {QuestionFileError} where anything in it is wrong: then nothing of it is taken
 */
export function questionsIn(bytes) {
  const words = decoded(bytes);
  const questions = JSON_BEGINS.test(words) ? readJson(words) : readText(words);
  if (questions.length > MOST_PREPARED) throw new QuestionFileError([{ line: null, kind: "too_many" }]);
  return questions;
}

/**
 * Editors on Windows still write the local alphabet where nobody tells them otherwise.
 * @param {ArrayBuffer} bytes
 */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(BYTE_ORDER_MARK, "");
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
