/** @file Kept help: texts, questions and links that a teacher has prepared for live lessons, on this device alone. */

import { device } from "../../../look/storage.js";
import { cleaned, faultOf } from "../../prepared_questions/prepared.js";

/** @typedef {"text" | "ask" | "link"} Kind */
/** @typedef {{kind: Kind, text: string, choices: string[], correct: number | null, href: string}} Help `choices` of a question, `href` of a link */
/** @typedef {"no_text" | "long_text" | "choices" | "address"} Fault */

const KEPT_AS = "readroom help to send";
export const MOST_KEPT = 100;
/** The wire's own, as in protocol/messages.schema.json. */
const HREF_CHARACTERS = 300;
const ADDRESS = /^https:\/\/[^\s"<>\\/?#@]+([/?#][^\s"<>\\]*)?$/;
/** What stands in the place of choices while a text or a link is checked: the board gives those their own. */
const ANY_CHOICES = ["1", "2"];

/** @returns {Help[]} the newest last */
export function readHelp() {
  const { help } = device.readObject(KEPT_AS);
  return Array.isArray(help) ? help.filter(isHelp) : [];
}

/**
 * @param {Help} help
 * @returns {boolean} whether there was room
 */
export function addHelp(help) {
  const others = readHelp().filter((each) => JSON.stringify(each) !== JSON.stringify(help));
  if (others.length >= MOST_KEPT) return false;
  device.writeObject(KEPT_AS, { help: [...others, help] });
  return true;
}

/** @param {Help} help */
export function dropHelp(help) {
  device.writeObject(KEPT_AS, {
    help: readHelp().filter((each) => JSON.stringify(each) !== JSON.stringify(help)),
  });
}

/**
 * @param {Help} help
 * @returns {Fault | null} what keeps it from being sent
 */
export function faultIn({ kind, text, choices, correct, href }) {
  const fault = faultOf({
    text: cleaned(text),
    choices: kind === "ask" ? choices : ANY_CHOICES,
    correct: kind === "ask" ? correct : null,
  });
  if (fault === "no_text" || fault === "long_text") return fault;
  if (fault !== null) return "choices";
  return kind === "link" && !(href.length <= HREF_CHARACTERS && ADDRESS.test(href)) ? "address" : null;
}

/**
 * Whatever else writes into this browser's storage, nothing but help comes out.
 * @param {unknown} value
 * @returns {value is Help}
 */
function isHelp(value) {
  const { kind, text, choices, correct, href } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (kind !== "text" && kind !== "ask" && kind !== "link") return false;
  if (typeof text !== "string" || typeof href !== "string" || !Array.isArray(choices)) return false;
  if (!choices.every((choice) => typeof choice === "string")) return false;
  if (correct !== null && typeof correct !== "number") return false;
  return faultIn({ kind, text, choices, correct, href }) === null;
}
