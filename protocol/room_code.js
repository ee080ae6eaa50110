/** @file Room codes: ten Crockford base32 characters that encode what the room is. Twin of backend/rooms/codes.py. */

import { isTeachers, lettersOf, plain, TEXT_CHARACTERS, writtenCodes } from "./code_in_text.js";
import { POLICIES, POLICY_NAMES } from "./policies.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 10;

export const SENSITIVITIES = /** @type {const} */ (["strict", "balanced", "brow"]);
/** The policies that the first character says. */
const FIRST_POLICIES = POLICY_NAMES.filter((policy) => POLICIES[policy].kind === null);

/** @typedef {import("./policies.js").Policy} Policy */
/** @typedef {typeof SENSITIVITIES[number]} Sensitivity */
/** @typedef {{policy: Policy, proctoring: boolean, anonymous: boolean, sensitivity: Sensitivity}} Identity */
/** @typedef {Identity & {code: string}} Room */

/**
 * What a room is, by the value of its code's first character. Two of the 32 say `self` with proctoring, which is no
 * room: ESCAPE has taken over one, the other stays in reserve.
 * @type {Identity[]}
 */
const IDENTITIES = [
  ...identities(FIRST_POLICIES, SENSITIVITIES.slice(0, 1)),
  ...identities(
    FIRST_POLICIES.filter((policy) => POLICIES[policy].sensitivity),
    SENSITIVITIES.slice(1),
  ),
];

/** A code with this first value continues its identity in the second character: the kind of room. */
const ESCAPE = 7;
/**
 * What a camera on the whole room tells, by the value of the second character. Students of such a room have no camera
 * of their own: they say everything themselves.
 */
export const ROOM_CAMERAS = /** @type {const} */ (["count", "direction"]);
/** @typedef {typeof ROOM_CAMERAS[number]} RoomCamera */
/** @type {Identity} */
const ROOM_CAMERA_ROOM = { policy: "self", proctoring: false, anonymous: false, sensitivity: "strict" };
/**
 * By the value of the second character. A course is the library's and no room (readCourseCode); the others are refused
 * until a version knows what such a room is.
 */
export const RESERVED_KINDS = /** @type {const} */ ([
  "room camera: count",
  "room camera: direction",
  "course",
  "sum room",
]);
const COURSE = RESERVED_KINDS.indexOf("course");

/**
 * A policy that came later has four kinds from its own on: one for each of proctoring and anonymous.
 * @type {Map<number, Identity>}
 */
const KINDS = new Map([
  ...ROOM_CAMERAS.map((_, kind) => /** @type {const} */ ([kind, ROOM_CAMERA_ROOM])),
  ...POLICY_NAMES.flatMap(kindsOf),
]);

/** @typedef {"length" | "character" | "check" | "policy" | "course" | "kind" | "teacher" | "room"} Reason */

/** A text that is no room code; `reason` says why. */
export class RoomCodeError extends Error {
  /**
   * @param {Reason} reason
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
 * @throws {RoomCodeError} when a character is impossible, missing or mistyped, the link is a teacher's, the code a
 *   course's, or the room of a kind that this version does not know
 */
export function readRoomCode(text) {
  return roomOf(findLetters(text));
}

/**
 * Parse a course's code as `readRoomCode` parses a room's.
 * @param {string} text
 * @returns {string} the code in its canonical form
 * @throws {RoomCodeError} for everything that is none, with the reason `room` for a room's code
 */
export function readCourseCode(text) {
  const letters = findLetters(text);
  if (!isCourse(letters)) {
    roomOf(letters);
    throw new RoomCodeError("room", "This is the code of a room, not of a course.");
  }
  return canonical(letters);
}

/**
 * The ten letters of the one whole code in a text.
 * @param {string} text
 */
function findLetters(text) {
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
    for (const whole of found) return whole;
  }
  refuseBroken(letters);
  return letters;
}

/**
 * @param {string} code in its canonical form
 * @returns {RoomCamera | null} what a camera on the whole room tells; null where there is none
 */
export function roomCameraOf(code) {
  if (!code.startsWith(ALPHABET.charAt(ESCAPE))) return null;
  return ROOM_CAMERAS[ALPHABET.indexOf(code.charAt(1))] ?? null;
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

/** @param {string} letters */
function refuseBroken(letters) {
  const values = valuesOf(letters);
  const wrong = values.indexOf(-1);
  if (wrong !== -1) throw new RoomCodeError("character", `A room code has no "${[...letters][wrong]}".`);
  if (values.length !== LENGTH)
    throw new RoomCodeError("length", `A room code has ${LENGTH} characters; this has ${values.length}.`);
  if (syndrome(values) !== 0)
    throw new RoomCodeError("check", "One character of this room code is mistyped.");
}

/** @param {string} letters */
function isCourse(letters) {
  const [first, second] = valuesOf(letters);
  return first === ESCAPE && second === COURSE;
}

/** @param {string} letters */
function canonical(letters) {
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
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
 * @param {Policy} policy
 * @returns {[number, Identity][]} what its rooms are, by the value of the second character
 */
function kindsOf(policy) {
  /** @type {{kind: number | null, camera: boolean}} */
  const { kind, camera } = POLICIES[policy];
  if (kind === null) return [];
  return identities([policy], SENSITIVITIES.slice(0, 1))
    .filter(({ proctoring }) => camera || !proctoring)
    .map((identity) => [kind + Number(identity.proctoring) + 2 * Number(identity.anonymous), identity]);
}

/**
 * @param {string} letters
 * @returns {Room}
 */
function roomOf(letters) {
  if (isCourse(letters))
    throw new RoomCodeError(
      "course",
      "This code is for a course, which the library holds, and not for a room.",
    );
  const [first = 0, second = 0] = valuesOf(letters);
  const identity = first === ESCAPE ? KINDS.get(second) : IDENTITIES[first];
  if (identity === undefined)
    throw new RoomCodeError("kind", "This code is for a kind of room that this version does not know.");
  if (!POLICIES[identity.policy].camera && identity.proctoring)
    throw new RoomCodeError("policy", "This room code was not made by this version of Readroom.");
  return { code: canonical(letters), ...identity };
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
