/** @file Room codes: ten Crockford base32 characters that carry what the room is. Twin of backend/rooms/codes.py. */

import { isTeachers, lettersOf, plain, TEXT_CHARACTERS, writtenCodes } from "./code_in_text.js";
import { POLICIES, POLICY_NAMES } from "./policies.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;

export const SENSITIVITIES = /** @type {const} */ (["strict", "balanced", "brow"]);
/** Only these tell a student, or a teacher, that somebody may be confused. */
const CONFUSION_POLICIES = POLICY_NAMES.filter((policy) => POLICIES[policy].confusion);

/** @typedef {import("./policies.js").Policy} Policy */
/** @typedef {typeof SENSITIVITIES[number]} Sensitivity */
/** @typedef {{policy: Policy, proctoring: boolean, anonymous: boolean, sensitivity: Sensitivity}} Identity */
/** @typedef {Identity & {code: string}} Room */

/**
 * What a room is, by the value of its code's first character.
 * @type {Identity[]}
 */
const IDENTITIES = [
  ...identities(POLICY_NAMES, SENSITIVITIES.slice(0, 1)),
  ...identities(CONFUSION_POLICIES, SENSITIVITIES.slice(1)),
];

/** A text that is no room code; `reason` is `length`, `character`, `check`, `policy` or `teacher`. */
export class RoomCodeError extends Error {
  /**
   * @param {"length" | "character" | "check" | "policy" | "teacher"} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Read a code as people bring it: in a link, any case, dash or digit, O for 0, I and L for 1.
 * @param {string} text
 * @returns {Room} with the code in its written form, `K7QM4-F2P9X`
 * @throws {RoomCodeError} when a character is impossible, missing or mistyped, or the link is a teacher's
 */
export function readRoomCode(text) {
  const { length } = [...text];
  if (length > TEXT_CHARACTERS)
    throw new RoomCodeError("length", `A room code has ${LENGTH} characters; this has ${length}.`);
  const brought = plain(text);
  if (isTeachers(brought))
    throw new RoomCodeError("teacher", "This is a teacher's link; students join with the room's code.");
  const letters = crockford(lettersOf(brought));
  for (const written of [...writtenCodes(brought), [letters]]) {
    const found = new Set(written.map(crockford).filter(isWhole));
    if (found.size > 1) throw new RoomCodeError("length", "There is more than one room code here; keep one.");
    for (const whole of found) return readLetters(whole);
  }
  return readLetters(letters);
}

/** @param {string} letters */
function crockford(letters) {
  return letters.replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** @param {string} letters */
function isWhole(letters) {
  const found = valuesOf(letters);
  return found.length === LENGTH && !found.includes(-1) && syndrome(found) === 0;
}

/** @param {string} letters */
function valuesOf(letters) {
  return [...letters].map((letter) => ALPHABET.indexOf(letter));
}

/**
 * @param {string} letters
 * @returns {Room}
 */
function readLetters(letters) {
  const values = valuesOf(letters);
  const wrong = values.indexOf(-1);
  if (wrong !== -1) throw new RoomCodeError("character", `A room code has no "${[...letters][wrong]}".`);
  if (values.length !== LENGTH)
    throw new RoomCodeError("length", `A room code has ${LENGTH} characters; this has ${values.length}.`);
  if (syndrome(values) !== 0)
    throw new RoomCodeError("check", "One character of this room code is mistyped.");
  return roomOf(letters, values[0] ?? 0);
}

/**
 * @param {readonly Policy[]} policies
 * @param {readonly Sensitivity[]} sensitivities
 * @returns {Identity[]} the policy changing fastest, then the sensitivity, proctoring, anonymous
 */
function identities(policies, sensitivities) {
  return [false, true].flatMap((anonymous) =>
    [false, true].flatMap((proctoring) =>
      sensitivities.flatMap((sensitivity) =>
        policies.map((policy) => ({ policy, proctoring, anonymous, sensitivity })),
      ),
    ),
  );
}

/**
 * @param {string} letters
 * @param {number} value of the first character
 * @returns {Room}
 */
function roomOf(letters, value) {
  const identity = /** @type {Identity} */ (IDENTITIES[value]);
  if (!POLICIES[identity.policy].camera && identity.proctoring)
    throw new RoomCodeError("policy", "This room code was not made by this version of Readroom.");
  return { code: `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`, ...identity };
}

/**
 * The check sum over GF(32), zero for a code that holds together (Horner's rule, modulus x^5 + x^2 + 1).
 * @param {number[]} values
 */
function syndrome(values) {
  return values.reduce((sum, value) => double(sum) ^ value, 0);
}

/** @param {number} value */
function double(value) {
  return value & 0b10000 ? (value << 1) ^ 0b100101 : value << 1;
}
