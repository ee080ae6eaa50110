/** @file Room codes: ten Crockford base32 characters that encode what the room is. Twin of backend/rooms/codes.py. */

import { isTeachers, lettersOf, plain, TEXT_CHARACTERS, writtenCodes } from "./code_in_text.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;
export const POLICIES = /** @type {const} */ (["labels", "ask", "presence", "self"]);

export const SENSITIVITIES = /** @type {const} */ (["strict", "balanced", "brow"]);
/** Only these two tell a student, or a teacher, that somebody may be confused. */
export const CONFUSION_POLICIES = /** @type {const} */ (["labels", "ask"]);

/** @typedef {typeof POLICIES[number]} Policy */
/** @typedef {typeof SENSITIVITIES[number]} Sensitivity */
/** @typedef {{policy: Policy, proctoring: boolean, anonymous: boolean, sensitivity: Sensitivity}} Identity */
/** @typedef {Identity & {code: string}} Room */

/**
 * What a room is, by the value of its code's first character. Two of the 32 say `self` with proctoring, which is no
 * room: ESCAPE has taken over one, the other stays in reserve.
 * @type {Identity[]}
 */
const IDENTITIES = [
  ...identities(POLICIES, SENSITIVITIES.slice(0, 1)),
  ...identities(CONFUSION_POLICIES, SENSITIVITIES.slice(1)),
];

/** A code with this first value continues its identity in the second character: the kind of room. */
const ESCAPE = 7;
/** By the value of the second character. Each is refused until a version knows what such a room is. */
export const RESERVED_KINDS = /** @type {const} */ ([
  "room camera: count",
  "room camera: direction",
  "course",
  "sum room",
]);

/** A text that is no room code; `reason` is `length`, `character`, `check`, `policy`, `kind` or `teacher`. */
export class RoomCodeError extends Error {
  /**
   * @param {"length" | "character" | "check" | "policy" | "kind" | "teacher"} reason
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Parse a code as people enter it: in a link, any case, dash or digit, O for 0, I and L for 1.
 * @param {string} text
 * @returns {Room} with the code in its canonical form, `K7QM4-F2P9X`
 * @throws {RoomCodeError} when a character is impossible, missing or mistyped, the link is a teacher's, or the room of
 *   a kind that this version does not know
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
  if (value === ESCAPE)
    throw new RoomCodeError("kind", "This code is for a kind of room that this version does not know.");
  const identity = /** @type {Identity} */ (IDENTITIES[value]);
  if (identity.policy === "self" && identity.proctoring)
    throw new RoomCodeError("policy", "This room code was not made by this version of Readroom.");
  return { code: `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`, ...identity };
}

/**
 * The check sum over GF(32), zero for a valid code (Horner's rule, modulus x^5 + x^2 + 1).
 * @param {number[]} values
 */
function syndrome(values) {
  return values.reduce((sum, value) => double(sum) ^ value, 0);
}

/** @param {number} value */
function double(value) {
  return value & 0b10000 ? (value << 1) ^ 0b100101 : value << 1;
}
